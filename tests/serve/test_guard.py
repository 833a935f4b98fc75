"""What every request passes."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desks import client, waited
from stemma.serve import create_app, guard
from stemma.serve.guard import MOST_BODY, host_of
from stemma.serve.server import configured
from stemma.serve.signing import here_only
from stemma.serve.tokens import Tokens, digest

TOKENS = Tokens({digest("reads"): ("reader", "Rea"), digest("rules"): ("reviewer", "Ida")})


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "[::1", "localhost@evil"])
def test_a_name_that_is_not_the_servers_is_misdirected(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "127.0.0.1.", "[::1]:8000"])
def test_its_own_names_are_answered(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={"host": host}).status_code == 200


def test_the_name_in_a_host_header() -> None:
    assert [host_of(one) for one in ("a:1", "[::1]:1", "A.", "")] == ["a", "::1", "a", ""]


def test_every_answer_forbids_what_a_page_does_not_need(desk: TestClient) -> None:
    for address in ("/", "/none", "/static/desk.css", "/openapi.json", "/index.json"):
        headers = desk.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"], address
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "http://evil.example"},
     {"origin": "null"}, {"origin": "http://localhost:9"}],
)  # fmt: skip
def test_pages_of_others_change_nothing(desk: TestClient, headers: dict[str, str]) -> None:
    answer = desk.post("/api/v1/rulings", json={"kind": "merge", "why": "x"}, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["code"] == "D-ORIGIN"
    assert desk.get("/index.json", headers=headers).status_code == 200


def test_what_is_too_large_is_refused_before_it_is_read(desk: TestClient) -> None:
    large = b"x" * (MOST_BODY + 1)
    assert desk.post("/api/v1/rulings", content=large).status_code == 413
    pieces = (b"x" * 65_536 for _ in range(MOST_BODY // 65_536 + 1))
    json = {"content-type": "application/json"}
    assert desk.post("/api/v1/rulings", content=pieces, headers=json).status_code == 413
    assert desk.post("/api/v1/rulings", content=b"", headers={"content-length": "-1"}).status_code == 413


def test_on_this_machine_reading_needs_no_token_and_correcting_does(place: Path) -> None:
    with client(place, tokens=TOKENS) as browser:
        assert browser.get("/").status_code == 200
        assert browser.post("/api/v1/rulings", json={"kind": "merge", "why": "x"}).status_code == 403
        reader = {"authorization": "Bearer reads"}
        assert browser.post("/api/v1/rulings", json={"kind": "merge", "why": "x"}, headers=reader).status_code == 403
        reviewer = {"authorization": "Bearer rules"}
        refused = browser.post("/api/v1/rulings", json={"kind": "merge", "why": "x"}, headers=reviewer)
        assert refused.json()["code"] == "R-RULING"


def test_from_elsewhere_nothing_is_shown_without_a_token(place: Path) -> None:
    with client(place, tokens=TOKENS, local=False) as browser:
        for address in ("/index.json", "/openapi.json", "/api/v1/stories", "/none.json"):
            answer = browser.get(address)
            assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer"), address
        sent = browser.get("/?least=2", headers={"accept": "text/html"}, follow_redirects=False)
        assert sent.headers["location"] == "/sign-in?next=%2F%3Fleast%3D2"
        assert browser.get("/static/desk.css").status_code == 200
        assert browser.get("/index.json", headers={"authorization": "bearer reads"}).status_code == 200


def test_a_browser_signs_in_and_out(place: Path) -> None:
    with client(place, tokens=TOKENS, local=False) as browser:
        assert browser.post("/sign-in", data={"token": "wrong"}).status_code == 401
        answer = browser.post("/sign-in?next=/index.json", data={"token": "rules"}, follow_redirects=False)
        assert answer.headers["location"] == "/index.json"
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert "rules" not in cookie
        assert browser.get("/index.json").status_code == 200
        browser.post("/sign-out")
        assert browser.get("/index.json").status_code == 401


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "/\\evil.example", "http://evil.example", "javascript:x", "/a\\b", "", "/\t/x", "/\r\nx"],
)
def test_signing_in_leads_nowhere_else(address: str) -> None:
    assert here_only(address) == "/"


def test_signing_in_leads_back() -> None:
    assert here_only("/story/s1?x=1") == "/story/s1?x=1"


@pytest.mark.parametrize(
    "host", ["localhost:[", "localhost:80@evil.example", "[::1]x", "localhost:/sign-in", "localhost:x"]
)
def test_what_is_no_name_and_port_is_misdirected(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={"host": host}).status_code == 421


def test_a_body_that_comes_in_drips_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    async def drip() -> dict[str, object]:
        now[0] += 9.0
        return {"type": "http.request", "body": b"a", "more_body": True}

    async def taken() -> int:
        receive = guard._Counted(drip, 1000)
        for pieces in range(100):
            try:
                await receive()
            except guard.TooSlowError:
                return pieces
        return 100

    assert waited(taken()) == 3


def test_a_large_body_may_take_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    async def slow() -> dict[str, object]:
        now[0] += 9.0
        return {"type": "http.request", "body": b"a" * 10_000, "more_body": now[0] < 90}

    async def taken() -> float:
        receive = guard._Counted(slow, 1_000_000)
        while (await receive())["more_body"]:
            pass
        return now[0]

    assert waited(taken()) == 90


def test_who_is_signed_in_is_told_and_may_sign_out(place: Path) -> None:
    with client(place, tokens=TOKENS) as browser:
        assert "Sign out" not in browser.get("/sign-in").text
        refused = browser.post("/review", data={"answer": "same"}, headers={"accept": "text/html"})
        assert '<a href="/sign-in">' in refused.text
        browser.post("/sign-in", data={"token": "rules"})
        first = browser.cookies["stemma"]
        assert "Ida" in browser.get("/sign-in").text
        browser.post("/sign-in", data={"token": "reads"})
        assert "Rea" in browser.get("/sign-in").text
        browser.cookies.clear()
        browser.cookies.set("stemma", first)  # the session before is over
        assert "Sign out" not in browser.get("/sign-in").text


def test_who_only_reads_sees_no_form_and_no_way_to_what_is_refused(place: Path) -> None:
    with client(place, tokens=TOKENS) as browser:
        story = browser.get("/index.json").json()["stories"][0]["id"]
        addresses = ("/", f"/story/{story}", f"/story/{story}/correct", "/review", "/add", "/status", "/none")
        html = {"accept": "text/html"}
        for address in addresses:
            page = browser.get(address, headers=html).text
            assert 'method="post"' not in page, address
            assert 'href="/review"' not in page, address
            assert 'href="/add"' not in page, address
            assert 'class="mend"' not in page, address
            assert 'href="/sign-in' in page, address
        tag = browser.get(f"/story/{story}").headers["etag"]
        browser.post("/sign-in", data={"token": "rules"})
        assert browser.get(f"/story/{story}").headers["etag"] != tag
        for address in (f"/story/{story}/correct", "/review"):
            page = browser.get(address, headers=html).text
            assert page.count('method="post"') > 1 or address == "/review", address
            assert 'href="/review"' in page, address
            assert 'href="/add"' not in page, address
            assert "Ida" in page, address
        assert 'class="mend"' in browser.get(f"/story/{story}", headers=html).text


def test_a_desk_without_tokens_asks_nobody_to_sign_in(desk: TestClient) -> None:
    page = desk.get("/", headers={"accept": "text/html"}).text
    assert "sign-in" not in page
    assert 'href="/review"' in page


def test_nobody_passes_for_another_client_unless_a_proxy_is_named(place: Path) -> None:
    app = create_app(place)
    assert not configured(app).proxy_headers
    assert (configured(app, "10.0.0.7").proxy_headers, configured(app, "10.0.0.7").forwarded_allow_ips) == (
        True,
        "10.0.0.7",
    )
