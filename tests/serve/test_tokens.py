"""Tokens, sessions, and patience with wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.errors import UsageError
from stemma.serve.roles import may
from stemma.serve.tokens import (
    FREE_TRIES,
    LONGEST_SESSION,
    LONGEST_WAIT,
    Patience,
    Sessions,
    Tokens,
    digest,
    new_token,
    written,
)


def test_a_file_knows_whose_a_token_is_and_not_the_token(tmp_path: Path) -> None:
    token, file = new_token(), tmp_path / "tokens"
    file.write_text(written([(token, ("reviewer", 'Ida "I" Öst\x7f'))]), "utf-8")
    tokens = Tokens.load(file)
    assert tokens.guest(token) == ("reviewer", 'Ida "I" Öst\x7f')
    assert tokens.guest(token + "x") is None
    assert tokens.guest("") is None
    assert token not in file.read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no toml = ",
        "token = 3",
        '[[token]]\nname = "Ida"',
        f'[[token]]\nname = "Ida"\nrole = "king"\nsha256 = "{digest("x")}"',
        '[[token]]\nname = "Ida"\nrole = "reader"\nsha256 = "short"',
    ],
)
def test_a_file_that_is_none_is_named_and_what_to_do_is_said(tmp_path: Path, text: str) -> None:
    file = tmp_path / "tokens"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"U-TOKENS.*tokens.*stemma token"):
        Tokens.load(file)


def test_roles_hold_those_before_them() -> None:
    assert [may("reviewer", one) for one in ("reader", "reviewer", "admin")] == [True, True, False]
    assert not may(None, "reader")


def test_wrong_tokens_make_an_address_wait_longer_each_time() -> None:
    now = [0.0]
    patience, waits = Patience(lambda: now[0]), list[float]()
    for _ in range(FREE_TRIES + 20):
        patience.wrong("a")
        waits.append(patience.wait("a"))
    assert waits[: FREE_TRIES - 1] == [0.0] * (FREE_TRIES - 1)
    assert waits[FREE_TRIES - 1 : FREE_TRIES + 2] == [1.0, 2.0, 4.0]
    assert waits[-1] == LONGEST_WAIT
    assert patience.wait("b") == 0
    now[0] = LONGEST_WAIT
    assert patience.wait("a") == 0
    patience.right("a")
    patience.wrong("a")
    assert patience.wait("a") == 0


def test_what_is_remembered_of_wrong_tokens_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.serve.tokens.MOST_CLIENTS", 10)
    patience = Patience(lambda: 0.0)
    for n in range(50):
        for _ in range(FREE_TRIES):
            patience.wrong(str(n))
    assert patience.wait("0") == 0
    assert patience.wait("49") > 0


def test_a_session_is_no_token_and_ends() -> None:
    sessions = Sessions()
    cookie = sessions.begin(("reader", "Ida"))
    assert sessions.guest(cookie) == ("reader", "Ida")
    sessions.end(cookie)
    assert sessions.guest(cookie) is None


def test_a_session_that_is_too_old_is_none() -> None:
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    cookie = sessions.begin(("reviewer", "Ida"))
    now[0] = LONGEST_SESSION - 1
    assert sessions.guest(cookie) == ("reviewer", "Ida")
    now[0] = LONGEST_SESSION
    assert sessions.guest(cookie) is None
    now[0] = 0.0
    assert sessions.guest(cookie) is None


@pytest.mark.parametrize("name", ["𠮷田 😀", "Ида", 'a"\\\n[[token]]'])
def test_names_in_any_script_are_read_back(tmp_path: Path, name: str) -> None:
    token, file = new_token(), tmp_path / "tokens"
    file.write_text(written([(token, ("reader", name))]), "utf-8")
    assert Tokens.load(file).guest(token) == ("reader", name)


def test_a_hash_that_is_none_is_told_at_the_start(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_text(f'[[token]]\nname = "Ida"\nrole = "reader"\nsha256 = "{"é" * 64}"\n', "utf-8")
    with pytest.raises(UsageError, match="U-TOKENS"):
        Tokens.load(file)
