"""Asks one address that a person named and gives back what the server sent: bytes, never an opinion about them.

No request is made but to that address and where it redirects to; each hop is judged anew. No cookies, no credentials,
no proxy or password from the environment, no second try without the certificate's check.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

import httpcore2
from msgspec import Struct
from msgspec.structs import replace

from stemma._version import __version__
from stemma.errors import InputError
from stemma.intake.addresses import Target, target
from stemma.intake.unpack import ACCEPTED, Unpacked, UnpackError
from stemma.intake.wire import Budget, Dial, Resolve, Wire, dial, resolve
from stemma.settings import MIB, Settings

USER_AGENT = f"stemma/{__version__}"
ACCEPT = "text/html, application/rss+xml, application/atom+xml, text/*;q=0.9, */*;q=0.5"
REDIRECTS = (301, 302, 303, 307, 308)
_SAVE = "Open it in a browser and save the page to a file."


class Fetched(Struct, frozen=True, kw_only=True):
    """What a server sent."""

    url: str
    """The address that answered, after redirects."""
    status: int
    """Of HTTP."""
    headers: Mapping[str, str] = {}
    """Names in small letters; of a name that stands twice, the first."""
    body: bytes = b""
    """Unpacked."""
    chain: tuple[str, ...] = ()
    """The addresses asked before `url`, in order."""
    truncated: bool = False
    """The server hung up before the end that it had announced."""


def fetch(
    url: str,
    settings: Settings,
    *,
    headers: Mapping[str, str] | None = None,
    resolve: Resolve = resolve,
    dial: Dial = dial,
) -> Fetched:
    """The answer of this address, whatever its status. `headers`: sent along to the address itself, not beyond.

    Raises InputError: P-NET-… for what cannot or must not be asked, P-SIZE-… for what is too large.
    """
    budget, chain = Budget(settings), list[str]()
    wire = Wire(budget, resolve, dial)
    try:
        at = target(url, any_port=settings.allow_private)
        while True:
            answer = _ask(at, budget, wire, {} if chain else headers or {})
            where = answer.headers.get("location")
            if answer.status not in REDIRECTS or not where:
                return replace(answer, chain=tuple(chain))
            chain.append(at.url)
            at = _next(at, where, len(chain), settings)
    except InputError as error:
        raise (_along(chain, error) if chain else error) from error.__cause__


def page(url: str, settings: Settings) -> Fetched:
    """The answer of this address if it is one with a page in it. Raises InputError also for any other status."""
    answer = fetch(url, settings)
    if answer.status != 200:
        raise InputError(
            f"{url}: the server answers {answer.status}, not with a page.", code="P-NET-STATUS", next_step=_SAVE
        )
    return answer


def _next(at: Target, where: str, hops: int, settings: Settings) -> Target:
    """Where a redirect leads. Raises InputError if it must not be followed."""
    if hops > settings.fetch_redirects:
        raise InputError(f"more than {settings.fetch_redirects} redirects.", code="P-NET-REDIRECT", next_step=_SAVE)
    try:
        joined = urljoin(at.url, where.encode("latin-1").decode("utf-8", "replace").strip())
    except ValueError as error:
        raise InputError("a redirect to what is no address.", code="P-NET-REDIRECT", next_step=_SAVE) from error
    to = target(joined, any_port=settings.allow_private)
    if at.scheme == "https" and to.scheme == "http":
        raise InputError(f"a redirect from https to {to.url}.", code="P-NET-REDIRECT", next_step=_SAVE)
    return to


def _along(chain: list[str], error: InputError) -> InputError:
    """The error, with the addresses that led to it."""
    return InputError(f"{' → '.join(chain)} → {error.args[0]}", code=error.code, next_step=error.next_step)


def _ask(at: Target, budget: Budget, wire: Wire, headers: Mapping[str, str]) -> Fetched:
    """One request. Every error of the network becomes an InputError."""
    budget.url = at.url
    trust = _trust() if at.scheme == "https" else None
    try:
        with httpcore2.ConnectionPool(ssl_context=trust, network_backend=wire, max_keepalive_connections=0) as pool:
            return _exchange(pool, at, budget, headers)
    except httpcore2.TimeoutException as error:
        raise budget.late() from error
    except httpcore2.ConnectError as error:
        raise _unreached(at, error) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, UnpackError) as error:
        raise InputError(
            f"{at.url}: the answer cannot be read ({error}).", code="P-NET-PROTOCOL", next_step=_SAVE
        ) from error


def _unreached(at: Target, error: Exception) -> InputError:
    cause: BaseException | None = error
    while cause and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if cause:
        why = getattr(cause, "verify_message", "") or getattr(cause, "reason", "") or cause
        return InputError(
            f"{at.url}: the server does not prove that it is {at.host} ({why}).",
            code="P-NET-TLS",
            next_step="It is not asked without that proof. Check the address.",
        )
    return InputError(
        f"{at.url}: no connection ({error}).", code="P-NET-CONNECT", next_step="Check the address and the connection."
    )


def _exchange(pool: httpcore2.ConnectionPool, at: Target, budget: Budget, headers: Mapping[str, str]) -> Fetched:
    sent: dict[bytes | str, bytes | str] = {
        "Host": at.authority,
        "User-Agent": USER_AGENT,
        "Accept": ACCEPT,
        "Accept-Encoding": ACCEPTED,
        "Connection": "close",
    }
    sent.update(headers.items())
    where = httpcore2.URL(scheme=at.scheme, host=at.host, port=at.port, target=at.path)
    with pool.stream("GET", where, headers=sent) as response:
        told: dict[str, str] = {}
        for name, value in response.headers:
            told.setdefault(name.decode("latin-1").lower(), value.decode("latin-1").strip())
        if response.status in REDIRECTS or response.status == 304:
            return Fetched(url=at.url, status=response.status, headers=told)
        body, whole = _body(response, told, budget)
        return Fetched(url=at.url, status=response.status, headers=told, body=body, truncated=not whole)


def _body(response: httpcore2.Response, told: Mapping[str, str], budget: Budget) -> tuple[bytes, bool]:
    """The body, unpacked up to the limit, and whether it came to its end."""
    limit = budget.settings.max_decoded_mib * MIB
    sent = _Sent(response)
    codings = [name.strip().lower() for name in told.get("content-encoding", "").split(",")]
    unpacked = Unpacked(sent, codings)
    body = bytearray()
    for piece in unpacked:
        body += piece
        if len(body) > limit:
            raise InputError(
                f"{budget.url}: unpacks to more than {budget.settings.max_decoded_mib} MiB.",
                code="P-SIZE-DECODED",
                next_step="Save it to a file, or raise the setting max_decoded_mib.",
            )
    return bytes(body), sent.whole and unpacked.whole


class _Sent:
    """The pieces of a body; `whole` is False once the server hung up before the end that it had announced."""

    def __init__(self, response: httpcore2.Response) -> None:
        self.whole = True
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._response.iter_stream()
        except (httpcore2.RemoteProtocolError, httpcore2.ReadError):
            self.whole = False


def _trust() -> ssl.SSLContext:
    """The certificates that this system trusts."""
    return httpcore2.default_ssl_context()
