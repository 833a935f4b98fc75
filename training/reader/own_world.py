"""Who and where an article of our own is about: its place, its people, its bodies, and decks of words dealt in turn."""

from __future__ import annotations

import re
import tomllib
from calendar import day_name, month_name
from dataclasses import dataclass, field
from random import Random

from own_words import FOLDER, FORMS, article, listed, plural, possessive, upper

DAYS = list(day_name)
MONTHS = list(month_name)[1:]
SMALL = FORMS["small"].split()
CHOICE = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")
SLOT = re.compile(r"\{(\w+)\}")
ISSUE_IS = re.compile(r"\{([Ii])ssue\} (is|was|has)\b")
GENDERED = re.compile(r"<(\w+)/(\w+)>")
BAR = re.compile(r"(?<! )\|(?! )")


def entries(block: str | list[str]) -> list[str]:
    """The entries of a block of words: one a line, or split by bars where no choice is meant."""
    if isinstance(block, list):
        return block
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    return [e.strip() for line in lines for e in (BAR.split(line) if "(" not in line else [line])]


def load() -> tuple[dict, dict, dict]:
    """(peoples, generic words, topics) as written in the folder's tables."""
    peoples = tomllib.loads((FOLDER / "people.toml").read_text("utf-8"))
    generic = tomllib.loads((FOLDER / "generic.toml").read_text("utf-8"))
    topics: dict = {}
    for path in sorted(FOLDER.glob("topics_*.toml")):
        topics |= tomllib.loads(path.read_text("utf-8"))
    words = {k: {n: entries(b) for n, b in table.items()} for k, table in generic.items()}
    return peoples, words, {k: {n: entries(b) for n, b in t.items()} for k, t in topics.items()}


@dataclass
class Person:
    """One who acts and speaks. `title` stands before the name, `role` behind it."""

    given: str
    last: str
    woman: bool
    title: str = ""
    role: str = ""
    named: bool = False

    @property
    def name(self) -> str:
        return f"{self.given} {self.last}"

    @property
    def pronoun(self) -> str:
        return "she" if self.woman else "he"

    @property
    def their(self) -> str:
        return "her" if self.woman else "his"


@dataclass
class Source:
    """A form of words for somebody, and how it goes on: plural? a pronoun? needs a comma behind?"""

    text: str
    plural: bool = False
    pronoun: bool = False
    comma: bool = False
    person: Person | None = None


@dataclass
class World:
    """The world of one article. All its choices come from `random`."""

    random: Random
    peoples: dict
    words: dict
    topic: dict
    decks: dict[str, list[str]] = field(default_factory=dict)
    cast: list[Person] = field(default_factory=list)

    def __post_init__(self) -> None:
        home = self.random.choice(sorted(self.peoples))
        self.home = self.peoples[home]
        self.abroad = self.peoples[self.random.choice(sorted(self.peoples))]
        towns = self.random.sample(self.home["towns"].split("|"), 2)
        self.towns = towns
        self.org = self.fill(self.random.choice(self.topic["orgs"]))
        self.orgs = [self.fill(o) for o in self.topic["orgs"]]
        for _ in range(self.random.randint(3, 7)):
            self.cast.append(self.new_person(self.chance(0.55)))
        self.honorific = self.random.random() < 0.2

    def chance(self, p: float) -> bool:
        return self.random.random() < p

    def deal(self, key: str, items: list[str]) -> str:
        """The next of these items in a shuffled order that begins anew when all have been dealt."""
        deck = self.decks.get(key)
        if not deck:
            deck = list(items)
            self.random.shuffle(deck)
            self.decks[key] = deck
        return deck.pop()

    def of(self, kind: str) -> str:
        """The next filled entry of the topic."""
        return self.fill(self.deal(kind, self.topic[kind]))

    def word(self, table: str, kind: str) -> str:
        """The next filled entry of the words of no topic."""
        return self.fill(self.deal(f"{table}.{kind}", self.words[table][kind]))

    def cue(self, kind: str) -> str:
        """A cue of this kind, drawn with its weight."""
        return self.random.choice(self.words["cues"][kind])

    def fill(self, template: str) -> str:
        """A template with its choices made and the plain slots filled; slots for clauses stay."""
        template = ISSUE_IS.sub(self._agreeing, template)
        while match := CHOICE.search(template):
            chosen = self.random.choice(match[1].split("|"))
            template = template[: match.start()] + chosen + template[match.end() :]
        return SLOT.sub(lambda m: self._slot(m), template)

    def _agreeing(self, match: re.Match[str]) -> str:
        """An issue with the verb behind it in its number."""
        issue = self.slot_issue()
        verb = {"is": "are", "was": "were", "has": "have"}[match[2]] if plural(issue) else match[2]
        return f"{upper(issue) if match[1] == 'I' else issue} {verb}"

    def _slot(self, match: re.Match[str]) -> str:
        make = getattr(self, "slot_" + match[1].lower(), None)
        if make is None:
            return match[0]
        return upper(make()) if match[1][0].isupper() else make()

    def slot_town(self) -> str:
        return self.towns[0]

    def slot_town2(self) -> str:
        return self.towns[1]

    def slot_land(self) -> str:
        return self.home["land"].removeprefix("the ")

    def slot_people(self) -> str:
        return self.home["people"]

    def slot_org(self) -> str:
        return self.org if hasattr(self, "org") else "the agency"

    def slot_orgx(self) -> str:
        return self.random.choice(self.orgs) if hasattr(self, "orgs") else "the agency"

    def slot_day(self) -> str:
        return self.random.choice(DAYS)

    def slot_month(self) -> str:
        return self.random.choice(MONTHS)

    def slot_year(self) -> str:
        return str(self.random.randint(1988, 2026))

    def slot_n(self) -> str:
        return self.random.choice(SMALL) if self.chance(0.6) else str(self.random.randint(11, 48))

    def slot_hours(self) -> str:
        return self.random.choice(SMALL[:10])

    def slot_big(self) -> str:
        number = self.random.choice([self.random.randint(1000, 99999), self.random.randint(2, 900) * 1000])
        return f"{number:,}" if self.chance(0.85) else f"{self.random.randint(2, 80)} million"

    def slot_pct(self) -> str:
        number = self.random.choice(
            [str(self.random.randint(2, 70)), f"{self.random.randint(1, 19)}.{self.random.randint(1, 9)}"]
        )
        return number + ("%" if self.chance(0.5) else " per cent" if self.chance(0.5) else " percent")

    def slot_money(self) -> str:
        unit = self.random.choice(["€", "£", "$", "US$"])
        scale = self.random.choice(["m", " million", "bn", " billion", ",000"])
        return f"{unit}{self.random.randint(2, 95)}{scale}"

    def slot_outlet(self) -> str:
        return self.fill(self.random.choice(self.words["sources"]["outlets"]))

    def slot_platform(self) -> str:
        return self.random.choice(self.words["sources"]["platforms"][:10])

    def slot_pollster(self) -> str:
        return self.random.choice(self.words["sources"]["pollsters"])

    def slot_group(self) -> str:
        groups = [a[1:] for a in self.topic["actors"] if a.startswith("+") and "'" not in a]
        return self.fill(self.random.choice(groups or ["residents"]))

    def slot_counted(self) -> str:
        return self.fill(self.random.choice(self.topic["counted"]))

    def slot_thing(self) -> str:
        return self.fill(self.random.choice(self.topic["things"]))

    def slot_issue(self) -> str:
        return self.of("issues").lstrip("+")

    def slot_k(self) -> str:
        number = self.random.choice([self.random.randint(60, 980), self.random.randint(10, 90) * 10])
        return str(number)

    def slot_born(self) -> str:
        return str(self.random.randint(1941, 1998))

    def slot_act(self) -> str:
        return self.of("acts")

    def slot_term(self) -> str:
        return self.of("terms")

    def slot_body(self) -> str:
        """A body in the singular: many templates go on with "has" or "is"."""
        single = [a for a in self.topic["actors"] if not a.startswith("+")]
        return self.fill(self.deal("single", single)) if self.chance(0.85) else self.org

    slot_body2 = slot_body

    def slot_adjective(self) -> str:
        return self.word("opinions", "adjectives")

    def slot_label(self) -> str:
        return self.word("opinions", "labels")

    def slot_person(self) -> str:
        person = self.random.choice(self.cast) if self.cast else self.new_person(False)
        return person.name

    def slot_person3(self) -> str:
        return self.new_person(False).name

    def slot_person2(self) -> str:
        return self.new_person(False).name

    def slot_age(self) -> str:
        return str(self.random.randint(19, 88))

    def slot_time(self) -> str:
        return self.word("narration", "times")

    def slot_handle(self) -> str:
        return re.sub(r"\W", "", self.towns[0].lower()) + self.random.choice(["news", "_live", "24", "watch", ""])

    def new_person(self, titled: bool) -> Person:
        """Somebody new, of this country or (rarely) of another."""
        people = self.home if self.chance(0.85) else self.abroad
        woman = self.chance(0.45)
        given = self.random.choice(people["women" if woman else "men"].split())
        taken = {person.last for person in self.cast}
        last = self.random.choice([name for name in surnames(people["last"]) if name not in taken])
        if self.chance(0.06):
            given += " " + self.random.choice("ABCDEHJKLMRSTW") + "."
        title = self.deal("titles", self.topic["titles"]) if titled else ""
        role = self.fill(self.deal("roles", self.topic["roles"]))
        role = GENDERED.sub(r"\1" if woman else r"\2", role)
        return Person(given, last, woman, title, role)

    def body(self) -> Source:
        """An actor of the topic or an organisation by name."""
        if self.chance(0.15):
            return Source(self.org)
        name = self.fill(self.deal("actors", self.topic["actors"]))
        return Source(name.lstrip("+"), name.startswith("+"))

    def speaker(self, person: Person) -> Source:
        """A person as a source: in full at first, by surname, title or pronoun's stead later."""
        first, person.named = not person.named, True
        if first:
            return self._introduced(person)
        if person.title and self.chance(0.25):
            return Source("the " + common(person.title), person=person)
        if self.honorific and self.chance(0.7):
            return Source(("Ms " if person.woman else "Mr ") + person.last, person=person)
        return Source(person.last if self.chance(0.85) else person.name, person=person)

    def _introduced(self, person: Person) -> Source:
        """A person named for the first time, in one of the ways of the press."""
        name, role, people = person.name, person.role, self.home["people"]
        if person.title:
            office = common(person.title)
            forms = [
                (f"{person.title} {name}", False, 8),
                (f"the {office}, {name}", True, 3),
                (f"{people} {office} {name}", False, 2),
                (f"{name}, the {office}", True, 4),
                (f"{name}, the {people} {office}", True, 1),
                (f"former {office} {name}", False, 1),
                (f"{name}, {role}", True, 2),
            ]
        else:
            word = self.random.choice(
                ["spokeswoman" if person.woman else "spokesman", "lawyer", "adviser", "official", "chief"]
            )
            body = self.slot_body()
            body = body if body.startswith("the ") else "the " + body if body[0].islower() else body
            forms = [
                (f"{name}, {role}", True, 12),
                (f"{name}, {self.random.randint(19, 88)}", True, 2),
                (f"{name}, {self.random.randint(19, 88)}, {role}", True, 1.5),
                (f"{self.org} {word} {name}", False, 2),
                (f"{possessive(body)} {word}, {name}", True, 2),
                (f"{name}, {article(word)} for {body}", True, 1),
                (f"{name} of {self.slot_orgx()}", False, 2),
                (f"{name} ({self.slot_orgx()})", False, 0.6),
                (f"{name}, {role}, who joined in {self.slot_born()}", True, 0.6),
            ]
            if role.startswith(("a ", "an ", "the ")):
                forms.append((f"{name} - {role} -", False, 0.4))
        text, comma, _ = self.random.choices(forms, [weight for *_, weight in forms])[0]
        return Source(text, comma=comma, person=person)

    def crowd(self) -> Source:
        """Sources without a name: several, or one."""
        kind = "crowd" if self.chance(0.75) else "unknown"
        name = self.word("sources", kind)
        return Source(name.lstrip("+"), name.startswith("+"), comma=", " in name)

    def spokesman(self) -> Source:
        """Who speaks for a body."""
        body = self.body()
        word = self.random.choice(
            ["spokesman", "spokeswoman", "spokesperson", "lawyer", "representative", "senior member"]
        )
        if body.plural or self.chance(0.6):
            return Source(f"{article(word)} {'of' if 'member' in word else 'for'} {body.text}")
        return Source(f"{possessive(body.text)} {word}")

    def pair(self) -> Source:
        """Two of the cast who say one thing."""
        if len(self.cast) < 2:
            return self.crowd()
        people = self.random.sample(self.cast, 2)
        return Source(listed([p.last if p.named else p.name for p in people]), plural=True)


def surnames(names: str) -> list[str]:
    """Surnames of a line; particles in small letters (and Abu, Di, Lo, Ni, Ben) go with the name behind them."""
    out: list[str] = []
    lead = ""
    for part in names.split():
        if part in ("de", "van", "den", "der", "von", "da", "la", "Abu", "Di", "Lo", "Ni"):
            lead += part + " "
        else:
            out.append(lead + part)
            lead = ""
    return out


def common(title: str) -> str:
    """A title as a common noun: "Transport Minister" -> "transport minister"."""
    return {"Dr": "doctor", "President": "president"}.get(title, title.lower())
