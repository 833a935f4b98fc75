"""Addresses that a person or a page names: which ones may be asked, and which numbers behind a name are public.

`ipaddress.is_global` is not enough: it says True for 64:ff9b::7f00:1 (NAT64 of 127.0.0.1), 2002:7f00:1:: (6to4 of it),
224.0.0.1 (multicast) and 192.0.0.8. And no spelling can be judged before it is resolved: `127.1`, `2130706433` and
`0x7f.1` are all 127.0.0.1.
"""

from __future__ import annotations

import ipaddress
import re
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urlsplit

from msgspec import Struct

from stemma.errors import InputError

PORTS = {"http": 80, "https": 443}
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_UNFIT = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_SAFE = "/%:=&?~#+!$,;'@()*[]|"

_NOT_PUBLIC = tuple(
    ipaddress.ip_network(net)
    for net in (
        "100.64.0.0/10",  # shared by customers of a provider, RFC 6598
        "192.0.0.0/24",  # IETF protocols
        "192.88.99.0/24",  # 6to4 relays, given up
        "198.18.0.0/15",  # benchmarks
        "::/96",  # IPv4-compatible, given up
        "64:ff9b:1::/48",  # NAT64 within one network
        "100::/64",  # discarded
        "3fff::/20",  # documentation
        "5f00::/16",  # segment routing
        "fec0::/10",  # site-local, given up
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Target(Struct, frozen=True, kw_only=True):
    """An address in the parts that a request needs."""

    scheme: str
    host: str
    """In ASCII, lower case; of IPv6 without brackets."""
    port: int
    path: str
    """Path and query, in ASCII."""

    @property
    def authority(self) -> str:
        """Host and port, as they stand in an address: no default port, IPv6 in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address written out, without fragment and default port."""
        return f"{self.scheme}://{self.authority}{self.path}"


def is_address(name: str) -> bool:
    """Whether a name on the command line is an address, not a file."""
    return _ADDRESS.match(name) is not None


def target(url: str, *, any_port: bool = False) -> Target:
    """The parts of an address. Raises InputError P-NET-URL or P-NET-PORT for what is never asked."""
    if _UNFIT.search(url):
        raise _refused(url, "it holds a space, a backslash or a control character")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _host(parts.hostname or "")
    except (ValueError, UnicodeError) as error:
        raise _refused(url, f"it cannot be read ({error})") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise _refused(url, f"only http and https are asked, not {scheme or 'this'!r}")
    if "@" in parts.netloc:
        raise _refused(url, "it carries a user name")
    if not _HOST.fullmatch(host):
        raise _refused(url, "it names no host, or one that cannot be, or a zone of this machine")
    if port == 0 or (port not in (None, *PORTS.values()) and not any_port):
        raise InputError(
            f"{url}: port {port} is not asked, only 80 and 443.",
            code="P-NET-PORT",
            next_step="Save the page to a file, or add --allow-private if this server is yours.",
        )
    query = f"?{parts.query}" if parts.query else ""
    path = quote((parts.path or "/") + query, safe=_SAFE)
    return Target(scheme=scheme, host=host, port=port or PORTS[scheme], path=path)


def public(address: str) -> bool:
    """Whether this IP address is one of the public network, also behind every way to write an IPv4 address in IPv6."""
    if "%" in address:
        return False
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    inner = _inner(ip)
    if inner:
        return all(public(str(one)) for one in inner)
    if any(ip.version == net.version and ip in net for net in _NOT_PUBLIC):
        return False
    closed = ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    return ip.is_global and not ip.is_private and not closed


def _inner(ip: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(ip, IPv4Address):
        return ()
    if ip.ipv4_mapped:
        return (ip.ipv4_mapped,)
    if ip.sixtofour:
        return (ip.sixtofour,)
    if ip.teredo:
        return ip.teredo
    return (IPv4Address(int(ip) & 0xFFFFFFFF),) if ip in _NAT64 else ()


def _host(host: str) -> str:
    """The host in ASCII, without the dot of the root. Raises UnicodeError for a name that cannot be one."""
    host = host.rstrip(".").lower()
    return host if host.isascii() else host.encode("idna").decode("ascii").rstrip(".").lower()


def _refused(url: str, why: str) -> InputError:
    return InputError(
        f"{url[:300]}: this address is not asked: {why}.",
        code="P-NET-URL",
        next_step="Give an address like https://host/path.",
    )
