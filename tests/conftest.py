"""Accounts made by hand, with every layer filled, for tests of what shows and checks an account."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from stemma.types.account import (
    Account,
    AccountAttribution,
    AccountData,
    AccountMention,
    AccountQuotation,
    AccountReport,
    Counts,
    MadeWith,
)
from stemma.types.difference import (
    Fact,
    Omission,
    Position,
    Proposal,
    Shift,
    Side,
    Stance,
    Term,
    TimelineItem,
    Wording,
)
from stemma.types.report import Input, Line, LineClass, Published
from stemma.types.span import Note, Span
from stemma.types.story import (
    Derivation,
    Origin,
    Rendering,
    Stemma,
    StemmaEdge,
    StemmaNode,
    Story,
    Utterance,
    Variant,
)
from stemma.types.world import Control, Entity, Place, Role

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AGENCY = """Harbour master offers night sailings
Port Lorne, 3 March (Quay Wire)
Port head Runa Vik told Radio Sund: “We can open the north quay to night boats, provided that the lamps are paid for.”
The port laid off 30 pilots last year.
"""
DAILY = """Night boats to sail, says port chief
Runa Vik in the tower. Photo: Eskil Dahl
‘We can open the northern quay to night boats,’ port chief Runa Vik said.
Some 45 pilots lost their jobs last year, the union says.
Vik had always refused night boats, the Lorne Daily has learned.
"""
FULL = "We can open the north quay to night boats, provided that the lamps are paid for."
UNION = """Pilots answer the port
We reject the offer of night sailings, the pilots’ union said. Vik never refused anything, her office said.
The north quay is held by the port.
"""


class Desk:
    """Finds words in texts and makes the spans of them, so that no offset is written by hand."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.ids = {file: self._id(file, text) for file, text in texts.items()}

    def _id(self, file: str, text: str) -> str:
        return hashlib.sha256(f"{self.sha(text)}\n{file}".encode()).hexdigest()[:12]

    def sha(self, text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()

    def span(self, file: str, words: str) -> Span:
        start = self.texts[file].index(words)
        return Span(self.ids[file], start, start + len(words), words)

    def lines(self, file: str, classes: dict[int, LineClass]) -> tuple[Line, ...]:
        lines, start = [], 0
        for number, row in enumerate(self.texts[file].split("\n")):
            if row.strip():
                lines.append(Line(start, start + len(row), classes.get(number, LineClass.PROSE)))
            start += len(row) + 1
        return tuple(lines)

    def quotation(self, file: str, number: int, words: str, **more: object) -> AccountQuotation:
        at = self.span(file, words)
        given: dict[str, object] = {
            "kind": "direct", "speaker": "e1", "speaker_span": self.span(file, "Runa Vik"),
            "speaker_why": "cue: subject of the verb of saying", "cue": None, "to": None, "medium": None,
            "question": None, "inserts": (), "without_inserts": words, "utterance": None, **more,
        }  # fmt: skip
        return AccountQuotation(id=f"{at.report}.q{number}", start=at.start, end=at.end, text=words, **given)  # type: ignore[arg-type]

    def attribution(self, file: str, number: int, words: str, **more: object) -> AccountAttribution:
        at = self.span(file, words)
        given: dict[str, object] = {
            "source": "e3", "source_span": None, "cue": None, "strength": "said", "origin": None,
            "utterance": None, **more,
        }  # fmt: skip
        return AccountAttribution(id=f"{at.report}.a{number}", start=at.start, end=at.end, text=words, **given)  # type: ignore[arg-type]

    def report(self, file: str, siglum: str, classes: dict[int, LineClass], **more: object) -> AccountReport:
        text = self.texts[file]
        first = text.split("\n")[0]
        given: dict[str, object] = {
            "id": self.ids[file], "file": file, "siglum": siglum, "text_sha256": self.sha(text), "url": None,
            "article": self.ids[file], "previous": None, "outlet": None, "byline": (), "language": "en",
            "headline": Span(self.ids[file], 0, len(first), first),
            "published": Published(), "format": "text", "text": None, "lines": self.lines(file, classes),
            "quotations": (), "not_speech": (), "attributions": (), "assertions": (), "mentions": (), "times": (),
            "places": (), "numbers": (), "notes": (), **more,
        }  # fmt: skip
        return AccountReport(**given)  # type: ignore[arg-type]


def harbour_account(
    a: str = AGENCY,
    b: str = DAILY,
    c: str = UNION,
    *,
    outlet: str = "Quay Wire",
    name: str = "Runa Vik",
    file: str = "a-wire.txt",
    url: str | None = None,
    author: str = "Eskil Dahl",
    words: str = FULL,
) -> Account:
    """Three reports of one story: an interview carried twice, a dropped condition, a conflict, a denied shift.

    `words` is the quotation of the first report and stands in its text `a`.
    """
    daily, union = "b-daily.txt", "c-union.txt"
    desk = Desk({file: a, daily: b, union: c})
    one, two, three = desk.ids[file], desk.ids[daily], desk.ids[union]
    if url:
        one = hashlib.sha256(f"{desk.sha(a)}\n{url}".encode()).hexdigest()[:12]
        desk.ids[file] = one
    span = desk.span
    full, cut = words, "We can open the northern quay to night boats,"
    q1 = desk.quotation(file, 1, full, to="e2", medium="interview", utterance="u1", origin="o1")
    q2 = desk.quotation(daily, 1, cut, utterance="u1", origin="o1")
    a1 = desk.attribution(union, 1, "We reject the offer of night sailings", origin="o2", utterance="u2")
    mention = span(file, "Runa Vik")
    reports = (
        desk.report(
            file, "A", {0: LineClass.HEADLINE, 1: LineClass.DATELINE}, outlet=outlet, url=url, quotations=(q1,),
            published=Published("2026-03-03T18:00:00+01:00", "given"), byline=(author,),
            mentions=(AccountMention(start=mention.start, end=mention.end, text=mention.text, entity="e1"),),
        ),
        desk.report(
            daily, "B", {0: LineClass.HEADLINE, 1: LineClass.CAPTION}, outlet="Lorne Daily", quotations=(q2,),
            published=Published("2026-03-04", "text"),
        ),
        desk.report(union, "C", {0: LineClass.HEADLINE}, outlet=None, attributions=(a1,)),
    )  # fmt: skip
    variants = (
        Variant(with_="r1", here=span(daily, "northern"), there=span(file, "north"), what="word"),
        Variant(
            with_="r1",
            here=None,
            there=span(file, "provided that the lamps are paid for."),
            what="dropped",
        ),
    )
    lamps = Fact(
        id="f2",
        story="s1",
        spans=(span(file, "provided that the lamps are paid for"),),
        origins=("o1",),
        relation="only",
    )
    pilots = Fact(
        id="f1", story="s1", spans=(span(file, "30 pilots"), span(daily, "45 pilots")), origins=("o1", "o2"),
        relation="conflict", conflict_type="amount", why="two numbers of one thing",
        sides=(
            Side(value="30", spans=(span(file, "30 pilots"),)),
            Side(value="45", spans=(span(daily, "45 pilots"),)),
        ),
    )  # fmt: skip
    agreed = Fact(
        id="f3", story="s1", relation="agree", origins=("o1",),
        spans=(span(file, "open the north quay to night boats"), span(daily, "open the northern quay to night boats")),
    )  # fmt: skip
    data = AccountData(
        made_with=MadeWith(stemma="0", models={}),
        inputs=(
            Input(file=file, outcome="ok"),
            Input(file=daily, outcome="ok"),
            Input(file=union, outcome="ok"),
            Input(file="scan.pdf", outcome="failed", code="P-BINARY", detail="is no text"),
        ),
        notes=(Note(code="N-DOUBT", detail="the encoding of an input is doubtful"),),
        rulings=(),
        reports=reports,
        entities=(
            Entity(
                id="e1", type="person", name=name, names=(name, "Vik"), roles=(Role("harbour master"),),
                why=("“Vik” is the last word of “Runa Vik”",),
            ),
            Entity(id="e2", type="medium", name="Radio Sund"),
            Entity(id="e3", type="org", name="pilots’ union"),
        ),
        places=(Place(id="p1", name="north quay", kind="quay"),),
        stories=(Story(id="s1", reports=(one, two, three), why=("A and B share rare words",)),),
        utterances=(
            Utterance(
                id="u1", story="s1", speaker="e1", to="e2", medium="interview", origin="o1",
                why=("the same words but for one",),
                renderings=(
                    Rendering(id="r1", words=full, quotations=(q1.id,)),
                    Rendering(id="r2", words=cut, quotations=(q2.id,), differs=variants),
                ),
            ),
            Utterance(
                id="u2", story="s1", speaker="e3", when="2026-03-04",
                renderings=(Rendering(id="r3", words=a1.text, attributions=(a1.id,)),),
            ),
        ),
        origins=(
            Origin(id="o1", story="s1", kind="interview", who="e1", to="e2", evidence=(span(file, "told Radio Sund"),)),
            Origin(id="o2", story="s1", kind="statement", who="e3", when="2026-03-04", in_hand=three),
        ),
        derivations=(
            Derivation(
                id="d1", report=one, from_="o1", how="interview", credited=True, confidence=1.0,
                why="named in the text", evidence=(span(file, "told Radio Sund"),),
            ),
            Derivation(
                id="d2", report=two, from_=one, how="rewrite", credited=False, confidence=0.81,
                why="shares a run of words",
                evidence=(span(daily, "quay to night boats"), span(file, "quay to night boats")),
            ),
            Derivation(
                id="d3", report=three, from_="o2", how="own", credited=True, confidence=1.0, why="is the statement",
            ),
        ),
        stemmata=(
            Stemma(
                id="t1", of="s1",
                nodes=(
                    StemmaNode(id="o1", kind="origin"), StemmaNode(id="o2", kind="origin"),
                    StemmaNode(id=one, kind="report"), StemmaNode(id="x1", kind="inferred"),
                    StemmaNode(id=two, kind="report"), StemmaNode(id=three, kind="report"),
                ),
                edges=(
                    StemmaEdge(from_="o1", to=one, confidence=1.0, evidence=(span(file, "told Radio Sund"),)),
                    StemmaEdge(from_=one, to="x1", confidence=0.81),
                    StemmaEdge(from_="x1", to=two, confidence=0.81, evidence=(span(daily, "quay to night boats"),)),
                    StemmaEdge(from_="o2", to=three, confidence=1.0),
                ),
            ),
        ),
        facts=(pilots, lamps, agreed),
        omissions=(
            Omission(id="m1", story="s1", fact="f2", present_in=(one,), missing_in=(two,), why="B rests on A"),
        ),
        wording=(
            Wording(id="w1", story="s1", of="pilots", sides=(span(file, "laid off"), span(daily, "lost their jobs"))),
        ),
        positions=(
            Position(
                id="i1", story="s1", actor="e1", issue="night boats",
                stances=(Stance(when="2026-03-03", span=span(file, "We can open the north quay")),),
                shift=Shift(
                    claimed_by="outlet", span=span(daily, "Vik had always refused night boats"), denied_by="e1",
                    denial_span=span(union, "Vik never refused anything"),
                ),
            ),
        ),
        proposals=(
            Proposal(
                id="l1", story="s1", by="e1", status="rejected", status_span=span(union, "We reject the offer"),
                terms=(
                    Term(kind="term", spans=(span(file, "open the north quay"), span(daily, "open the northern quay"))),
                    Term(kind="condition", spans=(span(file, "provided that the lamps are paid for"),)),
                ),
            ),
        ),
        control=(
            Control(
                id="c1", story="s1", place="p1", holder=None, claimed_by="e3", when="2026-03-04",
                span=span(union, "The north quay is held by the port"),
            ),
        ),
        timeline=(TimelineItem(id="z1", story="s1", when="2025", spans=(span(file, "laid off 30 pilots last year"),)),),
        counts=Counts(reports=3, stories=1, origins=2, independent_origins_by_fact={"f1": 2, "f2": 1, "f3": 1}),
    )  # fmt: skip
    return Account(data=data, texts={one: a, two: b, three: c})


@pytest.fixture
def harbour() -> Account:
    """The invented harbour story as an account."""
    return harbour_account()


@pytest.fixture
def harbour_with() -> Callable[..., Account]:
    """The harbour story with texts, outlet, name, file or address of one's own."""
    return harbour_account


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for the whole run; the test is skipped where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine: install the package chromium to run the browser tests")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=path, args=[*quiet, "--disable-component-update", "--disable-sync"]
        )
        yield browser
        browser.close()


@pytest.fixture
def laden() -> Callable[[str], Account]:
    """The harbour story with these words in title, quotation, outlet, author, address, file and entity name."""

    def build(words: str) -> Account:
        quotation = f"{words} {FULL}"
        text = f"{words} {AGENCY}".replace(FULL, quotation)
        return harbour_account(a=text, words=quotation, outlet=words, name=words, file=words, url=words, author=words)

    return build
