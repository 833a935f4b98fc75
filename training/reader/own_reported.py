"""Frames of reported speech, thought, wish and judgement."""

from __future__ import annotations

from own_marks import SOURCE, Parts, c, marked, q
from own_words import FORMS, finite, gerund, plural
from own_world import Source

CALLS = frozenset(FORMS["calls"].split())


class Reported(Parts):
    """Each method: a sentence in which this source says, thinks, wants or judges something."""

    def said_that(self, s: Source) -> str:
        cue = self.cue("that", s)
        content = self.reported(s, self.backshifted(cue))
        tail = self.tail()
        if tail != ".":
            return f"{self.then(s)} {q(cue)}{self.occasion(0.1)} {c(content)}{tail}"
        return f"{self.then(s)} {q(cue)}{self.occasion()} {self.shut(content, '.')}"

    def told(self, s: Source) -> str:
        cue = self.inflected("tell", s, self.tense())
        return (
            f"{self.s(s)} {q(cue)} {self.w.word('sources', 'addressees')} {c(self.reported(s, quote=0))}{self.tail()}"
        )

    def said_last(self, s: Source) -> str:
        content = self.shut(self.reported(s, not self.now, that=False), ",")
        said = self.said(s) if self.now or self.w.chance(0.1) else self.choice("last")
        if not s.pronoun and self.w.chance(0.3):
            return f"{content} {q(said)} {self.s(s, False)}."
        return f"{content} {self.s(s)} {q(said)}{self.occasion(0.2)}."

    def according(self, s: Source) -> str:
        content = self.reported(s, self.w.chance(0.6), that=False)
        if self.w.chance(0.5):
            return f"{q('according to')} {self.s(s, False)}, {self.shut(content, '.')}"
        return f"{self.shut(content, ',')} {q('according to')} {self.s(s, False)}."

    def said_between(self, s: Source) -> str:
        lead, rest = self.k.split(not self.now)
        first, _, carried = lead.rpartition(" ")
        if not first:
            first, carried = lead, ""
        said = self.said(s) if self.now else self.choice("between")
        return f"{c(first)}, {self.s(s)} {q(said)}, {self.shut(f'{carried} {rest}', '.')}"

    def fronted(self, s: Source) -> str:
        cue = self.cue("that", s, "past")
        return f"{self.w.word('sources', 'fronted')}, {self.s(s)} {q(cue)} {self.shut(self.reported(s), '.')}"

    def said_both(self, s: Source) -> str:
        first = f"{self.s(s)} {q(self.cue('that', s, 'past'))} {c(self.reported(s, quote=0))}"
        pick = self.w.random.random()
        if pick < 0.35:
            second = f"{q(self.cue('that', s, 'past'))} {c('that ' + self.k.reported(True, 0))}"
        elif pick < 0.55:
            second = self.urging(s)
        elif pick < 0.8:
            second = self.judging(s)
        else:
            second = self.wanting(s)
        return f"{first} {self.w.random.choice(['and', 'but', 'and'])} {second}."

    def adding(self, s: Source) -> str:
        return f"{self.s(s)} {q(self.cue('that', s, 'past'))} {c(self.reported(s, quote=0))}, {self.also(s)}."

    def also(self, s: Source) -> str:
        """What the source says besides, in a participle."""
        if self.w.chance(0.25):
            return f"{q(self.choice('object_adding'))} {c(self.w.slot_issue())}"
        word = self.choice("adding")
        if word == "telling reporters":
            return f"{q('telling')} reporters {c('that ' + self.k.reported(True, 0))}"
        return f"{q(word)} {c(self.reported(s, quote=0))}"

    def passing(self, s: Source) -> str:
        return f"{self.s(s)} {self.did(s)}, {self.also(s)}."

    def opening(self, s: Source) -> str:
        word = self.choice("opening")
        rest = f"{q(self.cue('that', s, 'past'))} {c(self.reported(s))}" if self.w.chance(0.5) else self.did(s)
        return f"{q(word)} {c(self.w.slot_issue())}, {self.s(s)} {rest}."

    def thought(self, s: Source) -> str:
        cue = self.cue("think", s, self.w.random.choice(["past", "pres"]))
        return f"{self.s(s)} {q(cue)} {self.shut(self.reported(s, self.backshifted(cue), quote=0.05), '.')}"

    def asked_whether(self, s: Source) -> str:
        cue = self.cue("ask_whether", s, "past")
        link = self.w.random.choice(["whether", "whether", "why", "when", "if", "how"])
        if self.w.chance(0.25):
            cue = self.inflected("ask", s, "past")
            return f"{self.s(s)} {q(cue)} {self.body(s).text} {c(f'{link} {self.k.plain(True)}')}."
        return f"{self.s(s)} {q(cue)} {c(f'{link} {self.k.plain(True)}')}."

    def contrast(self, s: Source) -> str:
        other = self.w.crowd()
        first = f"{self.s(s)} {q(self.cue('that', s, 'past'))} {c(self.reported(s, quote=0))}"
        second = f"{self.s(other)} {q(self.cue('that', other, 'past'))} {self.shut(self.reported(other), '.')}"
        return f"{self.w.random.choice(['while', 'although', 'whereas'])} {first}, {second}"

    def relative(self, s: Source) -> str:
        who = marked(SOURCE, "who" if s.person or s.plural else "which")
        issue = self.w.slot_issue()
        pick = self.w.random.random()
        if pick < 0.3:
            inner = f"{q('deny' if s.plural else 'denies')} {c('any wrongdoing')}"
        elif pick < 0.65:
            inner = f"{q(self.cue('noun', s, 'perf'))} {c(issue)}"
        else:
            verb = self.w.random.choice(["had described", "once called", "had called"])
            link = " as " if "described" in verb else " "
            inner = f"{q(verb)} {c(f'{issue}{link}“{self.w.slot_label()}”')}"
        return f"{self.s(s)}{'' if s.comma else ','} {who} {inner}, {self.did(s)}."

    def those_who(self, s: Source) -> str:
        group = self.w.slot_group()
        who = Source("who", True, pronoun=True)
        inner = f"{marked(SOURCE, 'who')} {self.wanting(who) if self.w.chance(0.5) else self.judging(who)}"
        end = self.w.random.choice(["gathered outside", "were turned away", "stayed silent", "left early", "cheered"])
        return f"{self.w.random.choice(['some', 'many', 'several', 'two'])} {group} {inner} {end}."

    def wants(self, s: Source) -> str:
        if self.w.chance(0.1):
            return f"{self.s(s)} {q(self.doing('to_now', s))} {c('to ' + self.w.slot_act())}."
        return f"{self.then(s)} {self.wanting(s)}{self.because()}."

    def wanting(self, s: Source) -> str:
        """What the source means to do, without the source."""
        act = self.w.slot_act()
        tense = self.w.random.choice(["past", "past", "pres", "perf"])
        if self.w.chance(0.06):
            return f"{q('would like')} {c('to ' + act)}"
        if self.w.chance(0.12):
            lead, _, rest = act.partition(" ")
            act = f"{lead} “{rest}”"
        return f"{q(self.cue('to', s, tense))} {c('to ' + act)}"

    def urged(self, s: Source) -> str:
        return f"{self.then(s)} {self.urging(s)}{self.because()}."

    def urging(self, s: Source) -> str:
        """What the source wants others to do, without the source."""
        to = self.w.random.choice(["to", "to", "to", "not to"])
        cue = self.doing("object_now", s) if self.w.chance(0.12) else self.cue("object_to", s, "past")
        other, act = self.body(s).text, f"{to} {self.w.slot_act()}"
        if cue.endswith(("told", "reminded", "tell")):
            return f"{q(cue)} {other} {c(act)}"
        return f"{q(cue)} {c(f'{other} {act}')}"

    def judged(self, s: Source) -> str:
        return f"{self.then(s)} {self.judging(s)}{self.because()}."

    def judging(self, s: Source) -> str:
        """What the source is for or against, without the source."""
        cue = self.doing("noun_now", s) if self.w.chance(0.08) else self.cue("noun", s)
        return f"{q(cue)} {c(self.w.slot_issue())}"

    def accused(self, s: Source) -> str:
        other = self.body(s).text
        if self.w.chance(0.65):
            content = f"{other} of {gerund(self.w.slot_act())}"
            return f"{self.s(s)} {q(self.cue('accuse', s))} {c(content)}{self.because()}."
        what = self.w.slot_issue() if self.w.chance(0.5) else gerund(self.w.slot_act())
        return f"{self.s(s)} {q(self.cue('blame', s))} {c(f'{other} for {what}')}."

    def called(self, s: Source) -> str:
        cue = self.cue("call", s)
        label = self.w.slot_label()
        link = " " if cue.rsplit(" ", 1)[-1] in CALLS else " as "
        label = f"“{label}”" if self.w.chance(0.75) else label
        return f"{self.s(s)} {q(cue)} {self.shut(self.w.slot_issue() + link + label, '.')}"

    def what_called(self, s: Source) -> str:
        cue = self.w.random.choice(["called", "described as", "termed", "denounced as", "hailed as"])
        called = f"{c('what')} {self.s(s)} {q(cue)} {self.shut(f'“{self.w.slot_label()}”', '.')}"
        return f"{self.body(s).text} {self.did(s)} in {called}"

    def was_label(self, s: Source) -> str:
        content = f"{self.w.fill('{issue} was')} “{self.w.slot_label()}”"
        if self.w.chance(0.5):
            content += f" and that {self.k.plain(True)}"
        return f"{self.s(s)} {q(self.cue('that', s, 'past'))} {self.shut(content, '.')}"

    def denied(self, s: Source) -> str:
        return f"{self.s(s)} {q(self.inflected('deny', s, self.tense()))} {c(gerund(self.w.slot_act()))}."

    def silent(self, s: Source) -> str:
        cue, content = self.k.frame("silence").split("#")
        return f"{self.s(s)} {q(cue)} {c(content)}."

    def view(self, s: Source) -> str:
        front = self.w.random.choice(["in the view of", "in the words of", "in the opinion of"])
        if "words" in front:
            return f"{q(front)} {self.s(s, False)}, {c(f'“{self.k.spoken()}”')}"
        return f"{q(front)} {self.s(s, False)}, {self.shut(self.reported(s, False, False), '.')}"

    def passive_by(self, s: Source) -> str:
        issue = self.w.slot_issue()
        adverb = self.w.random.choice(["", "", "widely ", "fiercely ", "later "])
        if self.w.chance(0.3):
            return f"{c(issue)} drew {q(self.choice('drew'))} from {self.s(s, False)}."
        cue = f"{'were' if plural(issue) else 'was'} {adverb}{self.choice('by')}"
        return f"{c(issue)} {q(cue)} by {self.s(s, False)}."

    def expected(self, s: Source) -> str:
        verb = self.inflected(self.choice("passive"), s, "pres" if self.w.chance(0.6) else "past")
        act = self.w.slot_act()
        to = f"have {finite(act, 'perf', True)[1]}" if self.w.chance(0.3) and "expected" not in verb else act
        if act.startswith("be "):
            to = act
        return f"{c(s.text)}{',' if s.comma else ''} {q(verb)} {c('to ' + to)}{self.because()}."

    def reportedly(self, s: Source) -> str:
        word = self.w.random.choice(["reportedly", "reportedly", "allegedly", "apparently", "supposedly"])
        if self.w.chance(0.25):
            return f"{q(word)}, {c(self.k.event('past'))}."
        aux, rest = finite(self.w.slot_act(), "perf", s.plural)
        return f"{c(f'{s.text} {aux}')} {q(word)} {c(rest)}."
