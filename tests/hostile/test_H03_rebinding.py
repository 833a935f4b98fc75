"""H03: a name that answers with a public number first and a private one later, or with both at once."""

from __future__ import annotations

from collections.abc import Sequence

import httpcore2
import pytest

from servers import answer
from stemma.errors import InputError
from stemma.intake.fetch import fetch
from stemma.settings import Settings

OUT, IN = "93.184.215.14", "127.0.0.1"


class Names:
    """Gives each of these answers in turn."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)

    def __call__(self, host: str, port: int, seconds: float) -> Sequence[str]:
        return self.answers.pop(0)


class Dialled:
    """Keeps what was dialled; the other end says these."""

    def __init__(self, *told: bytes) -> None:
        self.told, self.numbers = list(told), list[str]()

    def __call__(self, address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
        self.numbers.append(address)
        return httpcore2.MockStream([self.told.pop(0)])


def test_the_number_that_was_judged_is_the_one_that_is_dialled() -> None:
    dial = Dialled(answer("the pier"))
    got = fetch("http://pier.example/", Settings(), resolve=Names([OUT], [IN]), dial=dial)
    assert (got.body, dial.numbers) == (b"the pier", [OUT])


def test_one_private_number_among_several_is_enough() -> None:
    dial = Dialled()
    with pytest.raises(InputError) as error:
        fetch("http://pier.example/", Settings(), resolve=Names([OUT, IN]), dial=dial)
    assert (error.value.code, dial.numbers) == ("P-NET-PRIVATE", [])


def test_a_second_look_after_a_redirect_is_judged_again() -> None:
    dial = Dialled(answer(status=302, Location="/again"))
    with pytest.raises(InputError) as error:
        fetch("http://pier.example/", Settings(), resolve=Names([OUT], [IN]), dial=dial)
    assert (error.value.code, dial.numbers) == ("P-NET-PRIVATE", [OUT])


def test_the_next_number_is_tried_when_one_does_not_answer() -> None:
    class Deaf(Dialled):
        def __call__(self, address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
            if not self.numbers:
                self.numbers.append(address)
                raise httpcore2.ConnectError("no route")
            return super().__call__(address, port, seconds)

    dial = Deaf(answer("the pier"))
    got = fetch("http://pier.example/", Settings(), resolve=Names(["2606:4700::1111", OUT]), dial=dial)
    assert (got.body, dial.numbers) == (b"the pier", ["2606:4700::1111", OUT])
