"""H27: text that would end the script element or the line of the embedded data. The same data is read back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
import pytest

from stemma.export.html import embedded, render_html
from stemma.types.account import Account, AccountData

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NASTY = ("</script>", "<!--", "]]>", "<script>", "\u2028\u2029", "&lt;", "</mark>", "\\u003c", "'\"", "}</style>")


@pytest.mark.parametrize("name", NASTY)
def test_data_comes_back_as_it_was(harbour_with: Callable[..., Account], name: str) -> None:
    account = harbour_with(name=name, outlet=name)
    text = str(embedded(account))
    assert not set("<>&\u2028\u2029") & set(text)
    assert msgspec.json.decode(text, type=AccountData) == account.data


@pytest.mark.parametrize("name", NASTY)
def test_page_has_one_data_element_and_it_holds_the_data(harbour_with: Callable[..., Account], name: str) -> None:
    account = harbour_with(name=name)
    found = re.findall(r'<script type="application/json" id="data">(.*?)</script>', render_html(account), re.DOTALL)
    assert len(found) == 1
    assert msgspec.json.decode(found[0], type=AccountData) == account.data


@pytest.mark.browser
def test_browser_reads_the_same_data(chromium: Browser, harbour_with: Callable[..., Account]) -> None:
    name = "".join(NASTY)
    page = chromium.new_page()
    page.set_content(render_html(harbour_with(name=name)))
    read = page.evaluate("JSON.parse(document.getElementById('data').textContent).entities[0].name")
    assert read == name
    page.close()
