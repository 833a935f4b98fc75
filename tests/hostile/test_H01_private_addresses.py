"""H01, H02: addresses of this machine and its network, however written, are refused before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from stemma.errors import InputError
from stemma.intake.addresses import public
from stemma.intake.fetch import fetch
from stemma.intake.wire import resolve
from stemma.settings import Settings

PRIVATE = (
    "127.0.0.1", "127.255.255.254", "::1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.127.255.255", "0.0.0.0", "::", "fd00::1", "fc00::1", "fe80::1",
    "fe80::1%eth0", "fec0::1", "224.0.0.1", "ff02::1", "240.0.0.1", "255.255.255.255",
    "192.0.0.8", "192.0.0.170", "198.18.0.1",
    "192.0.2.1", "2001:db8::1", "3fff::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
    "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:7f00:1::1", "2001:0:808:808:0:0:80ff:fffe", "::127.0.0.1",
    "no address", "",
)  # fmt: skip
SPELLINGS = (
    "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.0.0.1.", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]", "localhost", "localhost.", "LOCALHOST",
)  # fmt: skip


def never(address: str, port: int, seconds: float) -> None:
    raise AssertionError(f"a packet went to {address}")


@pytest.mark.parametrize("address", PRIVATE)
def test_no_number_of_ours_is_public(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::1"])
def test_public_numbers_are(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_to_one_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="nothing was sent") as error:
        fetch("https://pier.example/", Settings(), resolve=lambda *_: [address], dial=never)  # type: ignore[arg-type]
    assert error.value.code == "P-NET-PRIVATE"
    assert "--allow-private" in error.value.next_step


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_gets_through(host: str) -> None:
    asked: list[str] = []

    def known(name: str, port: int, seconds: float) -> Sequence[str]:
        asked.append(name)
        return resolve(name, port, seconds)

    with pytest.raises(InputError) as error:
        fetch(f"http://{host}/", Settings(), resolve=known, dial=never)  # type: ignore[arg-type]
    assert error.value.code in ("P-NET-PRIVATE", "P-NET-DNS"), "a machine without IPv6 knows no [::1]"
    assert asked, "it is the number that is judged, not the name"
