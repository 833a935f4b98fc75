"""The grammar of news time phrases: patterns over token classes, each with the function that gives the value.

A pattern names classes of `times_lex`; `?`, `|`, `*` and brackets have their usual meaning. At each place the longest
phrase wins; if its function says it is no date (None), the next longest is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from stemma.annotate import times_absolute as absolute
from stemma.annotate import times_clock as clocks
from stemma.annotate import times_counted as counted
from stemma.annotate import times_events as events
from stemma.annotate import times_feasts as feasts
from stemma.annotate import times_parts as parts
from stemma.annotate import times_periods as periods
from stemma.annotate import times_relative as relative
from stemma.annotate import times_spans as spans
from stemma.annotate import times_timex as timex
from stemma.annotate.times_lex import code_of, lexicon
from stemma.annotate.times_scene import NoAnchorError, Phrase, Scene

Resolver = Callable[[Scene, int, int], Phrase | None]

_MACROS = {
    "{n}": "(num|small|numword|a|a vague|vague|numword dash numword|small dot small)",
    "{d}": "(small|ord)",
    "{wd}": "weekday dot? comma?",
    "{m}": "month dot?",
    "{y}": "(comma? yearlike)",
    "{p}": "(part|unit)",
}
_RULES: tuple[tuple[str, Resolver], ...] = (
    ("iso", absolute.iso),
    ("the? ordword {n} unit of (yearlike|(this|last|next|the) unit)", periods.first_units),
    ("slash", absolute.slashed),
    ("({wd})? {m} {d} comma? ({y})", absolute.full_date),
    ("({wd})? the? {d} of? {m} comma? yearlike", absolute.full_date),
    ("({wd}|last|this|next)? {m} {d}", absolute.day_of_year),
    ("({wd})? the? {d} of? {m}", absolute.day_of_year),
    ("the ordword of {m}", absolute.day_of_year),
    ("the? (unit|part) of {wd} ({m} {d}|the? {d} of? {m}) ({y})?", absolute.night_of),
    ("weekday the ord", absolute.day_alone),
    ("the ord", absolute.day_alone),
    ("{m} {d} (dash|to) {d} ({y})?", absolute.day_range),
    ("{d} (dash|to) {d} {m} yearlike?", absolute.day_range),
    ("({wd} (in|of))? {m} of? comma? yearlike", absolute.month_of_year),
    ("{m} (dash|to) {m} comma? yearlike", absolute.month_range),
    ("(last|next|this|past)? month", absolute.month_alone),
    ("({wd})? (the? {d} of? {m}|{m} {d}?) of? (last|this|next) unit", absolute.of_named_year),
    ("the? edge dash? (of|in)? (last|next|this)? month dot? (of? comma? yearlike)?", absolute.edge_of_month),
    ("yearlike", absolute.year),
    ("yearlike (dash|to) (yearlike|small|num)", periods.year_range),
    ("(the? edge dash? (of|in)? )?the? yearlike", periods.edge_of_year),
    ("(the? edge dash? (of|in)? )?the? decade", periods.decade),
    ("short", periods.short_year),
    ("the? (edge dash?)? (numword dash)? (ord|ordword) dash? unit", periods.century),
    ("this unit in yearlike", absolute.this_day_of),
    ("the? (ordword|ord|last) weekday (of|in) {m} (of? comma? yearlike)?", absolute.nth_weekday),
    ("the? (ordword|ord|last) weekday (of|in) (each|a) unit", spans.recurring),
    ("the? (ordword|ord) (quarter|half) of? (yearlike|(last|this|next|the|past) unit)", periods.quarter),
    ("the? (ordword|ord) dash? quarter", periods.quarter),
    ("the? (last|this|next|past) quarter", periods.named_quarter),
    ("the? fiscal unit? yearlike", periods.fiscal_year),
    ("(the|last|this|next)? season of? yearlike", periods.season_of_year),
    ("(the? edge dash? (of|in)?)? (last|next|this|the|past)? season", relative.season),
    ("(last|this|next)? feast dot? (name|unit)? poss? (unit|weekday|eve|name)?", feasts.holiday),
    ("the? (ord|ordword) of (next|this|last|the) unit", relative.day_of_month),
    ("weekday unit", relative.week_on),
    ("the? (weekday|unit) after next", relative.after_next),
    ("(edge (on|in)?)? (last|next|this|past|the past|the next|the last)? {wd} (edge)? {p}?", relative.weekday),
    ("the? unit from weekday to weekday", relative.night_between),
    ("the name? word? unit of weekday", relative.weekday_night),
    ("deictic (poss? {p})?", relative.deictic),
    ("the unit before deictic", relative.deictic),
    ("the unit after deictic", relative.deictic),
    ("the unit (before|after) (last|next)? weekday", relative.beside_weekday),
    ("edge (on|in)? deictic", relative.deictic),
    ("(edge|earlier|later)? (this|last) part", parts.part_of_day),
    ("(earlier|later)? (last|this) unit", relative.this_unit),
    ("(edge|earlier|later)? (the|in the)? (last|next|past|this) (unit|weekend)", relative.this_unit),
    ("the? edge of (the|this|next|last) (unit|quarter)", relative.edge_of_unit),
    ("unit poss? dash? edge", relative.edge_of_unit),
    ("the unit (word|name|poss) word", relative.year_out),
    ("this unit to next", relative.this_or_next),
    ("the (word|feast) unit", relative.new_year),
    ("overnight", parts.overnight),
    ("(the|last|this|next|past)? weekend", relative.weekend),
    ("(the|word)? (past|last|next) {n} (word|recent)? unit", counted.stretch),
    ("in the (past|last|next) unit", counted.stretch),
    ("in next unit", counted.stretch),
    ("(the|in the)? next vague of unit", counted.stretch),
    ("(earlier|later) in the unit", spans.in_the_unit),
    ("that month", spans.that_month),
    ("in? recent unit", counted.recent),
    ("approx* {n} half? unit ago", counted.ago),
    ("approx* half a unit ago", counted.ago),
    ("approx* {n} unit (ago|back)", counted.back),
    ("approx* {n} unit ago (this unit|on? weekday)", counted.ago_this),
    ("a? unit dash (ago|earlier)", counted.year_ago),
    ("approx* {n} unit from now", counted.from_now),
    ("approx* {n} unit to a half ago", counted.ago),
    ("(unit|weekday|month) ago", counted.vague_ago),
    ("in approx* {n} unit (poss|quote)? (zone)?", counted.ahead),
    ("in (approx* {n})? unit", counted.look_back),
    ("approx* {n} (to a half)? unit (later|earlier)", counted.later),
    ("approx* {n} unit (to a half)? (later|earlier)", counted.later),
    ("approx* {n} unit (to a half)? after", events.after_event),
    ("approx* {n} (to a half)? unit after", events.after_event),
    ("a unit to a half after", events.after_event),
    ("approx* {n} unit before", events.before_event),
    ("(the)? (next|past|that) (unit|part)", events.discourse_day),
    ("the (unit|part) (before|after|earlier)", events.discourse_day),
    ("(later|earlier|edge)? in? the? that that? unit", spans.that_unit),
    ("the unit of {m} {d}", spans.week_of),
    ("periodic", spans.recurring),
    ("each other? {n}? unit", spans.recurring),
    ("on on? approx* {n} (to a half)? unit now?", spans.lasting),
    ("in the word? (future|past)", spans.in_general),
    ("approx* {n} dash? unit", spans.length),
    ("approx* {n} unit to a half", spans.length),
    ("approx* {n} to a half unit", spans.length),
    ("a unit to a half", spans.length),
    ("since the (edge|word)? (ordword|unit|word)? of (the|a|this)? word? word? happening", parts.since_start),
    ("since (the )?(edge|word|ordword) (unit)? of (the|this)? (word|name)? happening", parts.since_start),
    ("throughout (the|this)? (word|name)? happening", parts.throughout),
    ("until further notice", parts.further_notice),
    ("now", parts.now),
    ("so far", parts.so_far),
    ("to todate", parts.so_far),
    ("weekday of (next|last|this) unit", relative.weekday_of_week),
    ("a unit from weekday", relative.weekday_of_week),
    ("the? (ordword|last) unit of ({m} yearlike?|yearlike)", spans.week_within),
    ("clock zone*", clocks.clock),
    ("(yearlike|num) zone+", clocks.military_clock),
    ("(numword|small|quarter|half) unit? (past|to) (numword|small)", clocks.past_the_hour),
    ("part", clocks.noon),
    ("edge dash? part", parts.edge_of_day),
    ("edge in the part", parts.edge_of_day),
    ("part", parts.part_alone),
    ("(numword|small) (in|on) the? (part|unit)", clocks.spoken_clock),
    ("(numword|small) word", clocks.spoken_clock),
)


def _rules(as_timex: bool) -> tuple[tuple[str, Resolver], ...]:
    """The rules of an account, or those of TimeML."""
    return (*timex.RULES, *(rule for rule in _RULES if rule[1] not in timex.LEFT_OUT)) if as_timex else _RULES


@cache
def _compiled(as_timex: bool) -> tuple[tuple[re.Pattern[str], frozenset[str], Resolver], ...]:
    """Each rule as a pattern over codes (in a lookahead, so that matches may overlap) and the codes it cannot do
    without, by which most rules are passed over."""
    codes = lexicon().codes
    found = []
    for pattern, resolver in _rules(as_timex):
        for macro, meaning in _MACROS.items():
            pattern = pattern.replace(macro, meaning)
        coded = re.sub(r"[a-z]+", lambda match: re.escape(codes[match.group()]), pattern).replace(" ", "")
        needed = frozenset(codes[name] for name in re.findall(r"[a-z]+(?![a-z]*[?*])", _certain(pattern)))
        found.append((re.compile(f"(?=({coded}))"), needed, resolver))
    return tuple(found)


@cache
def _by_code(as_timex: bool) -> dict[str, list[tuple[int, re.Pattern[str], frozenset[str], Resolver]]]:
    """The rules, each under that code of those it needs which the fewest rules need; "" for those that need none."""
    count = Counter(code for _, needed, _ in _compiled(as_timex) for code in needed)
    found: dict[str, list[tuple[int, re.Pattern[str], frozenset[str], Resolver]]] = {}
    for number, (pattern, needed, resolver) in enumerate(_compiled(as_timex)):
        rarest = min(needed, key=lambda code: (count[code], code), default="")
        found.setdefault(rarest, []).append((number, pattern, needed, resolver))
    return found


def _certain(pattern: str) -> str:
    """The pattern without its optional groups and alternatives."""
    group = re.compile(r"\(([^()]*)\)([?*]?)")
    while match := group.search(pattern):
        kept = "" if match[2] or "|" in match[1] else match[1]
        pattern = f"{pattern[: match.start()]} {kept} {pattern[match.end() :]}"
    return pattern


def candidates(code: str, as_timex: bool = False) -> Iterator[tuple[int, int, int, Resolver]]:
    """(start, -length, rule number, resolver) of every match of every rule, best first at each start."""
    present = set(code)
    rules = _by_code(as_timex)
    found = [
        (match.start(), match.start() - match.end(1), number, resolver)
        for one in ("", *present)
        for number, pattern, needed, resolver in rules.get(one, ())
        if needed <= present
        for match in pattern.finditer(code)
    ]
    yield from sorted(found, key=lambda item: item[:3])


def phrases(scene: Scene) -> list[Phrase]:
    """The time phrases of one sentence, in order, without overlaps."""
    reached = 0
    for start, length, _, resolver in candidates(code_of(list(scene.tokens)), scene.timex):
        if start < reached:
            continue
        try:
            phrase = resolver(scene, start, start - length)
        except NoAnchorError:
            phrase = Phrase(start, start - length, None, "counted from the report's day, which is not known")
        except (ValueError, OverflowError):
            phrase = None
        if phrase is not None:
            phrase.start, phrase.end = _with_at(scene, phrase), _without_stop(scene, phrase)
            scene.done.append(phrase)
            reached = phrase.end
    return scene.done


def _with_at(scene: Scene, phrase: Phrase) -> int:
    """The phrase's start; "at least two weeks ago" with its "at"."""
    at_least = scene.tokens[phrase.start].text == "least" and scene.words(phrase.start - 1, phrase.start) == ["at"]
    return phrase.start - at_least


def _without_stop(scene: Scene, phrase: Phrase) -> int:
    """The phrase's end without a sentence's full stop; "Sept." keeps its own."""
    end = phrase.end
    while end - phrase.start > 1 and scene.tokens[end - 1].kind == "dot":
        word = scene.tokens[end - 2]
        if word.kind in ("month", "weekday") and len(word.text) <= 5 and word.text not in _WHOLE:
            break
        end -= 1
    return end


_WHOLE = frozenset(("march", "april", "may", "june", "july"))
