"""Headline, byline, date and outlet from a report's own lines. Never guessed: what is not said stays None."""

from __future__ import annotations

import re

from stemma.intake import looks
from stemma.intake.credits import dateline_of, run_in
from stemma.intake.dates import DATE, WEEKDAY, Day, day_first, find_day, full_dates
from stemma.intake.dates import edtf as as_edtf
from stemma.intake.patterns import agencies
from stemma.resources import words as word_list
from stemma.types.report import Line, LineClass, Published, Report
from stemma.types.span import Note, Span

_YEARS = (LineClass.HEADER, LineClass.DATELINE, LineClass.BYLINE, LineClass.BOILERPLATE)
_STAMP = re.compile(
    r"(?:(?:this|the) (?:report|article|story)\b.{0,60}?\bwas )?"
    r"(?:first |last |originally )?(?:published|posted|issued|released|uploaded|date)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"(?:last )?(?:updated|modified|edited)\b", re.IGNORECASE)
_AGENCY = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]")
_RUN_IN = re.compile(r"[A-Z][^()\n]{1,70}[(\[]([^()\[\]\n]{2,40})[)\]]\s?(?:[–—-]{1,2})\s")
_NO_AGENCY = re.compile(r"(?:un)?official|transl|adapt|abridg|updat|correct|revis|edit|from\b|with\b", re.IGNORECASE)
_NAMED = re.compile(r"(?:[^\W\d_a-z][\w’'.&-]*(?: |$)){1,4}")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s?[–-]\s?\d{2,4})?)?,?\s*(?:by\s)?([^,.|©\d][^,.|©]{1,60})",
    re.IGNORECASE,
)

FIRST_YEAR, LAST_YEAR = "1600", "2200"
"""Before the one there was no newspaper; dates outside are how machines write that they know none (0000, 9999)."""


def headline_of(report: Report, title: str | None) -> Span | str | None:
    """The span of the headline if the text has it, else the metadata's title, else None."""
    for line in report.lines:
        if line.cls is LineClass.HEADLINE:
            start, end = _trim(report.text, line.start, line.end)
            return report.span(start, end)
        if line.cls is LineClass.HEADER:
            start, end = _trim(report.text, line.start, line.end)
            offset = looks.header_headline(report.text[start:end])
            if offset is not None:
                return report.span(start + offset, end)
    return title


def published_of(report: Report, given: str | None) -> tuple[Published, tuple[Note, ...]]:
    """When the report was published, by metadata, header, or dateline and stamp in the text; else unknown."""
    stamps = _stamps(report)
    if given and (value := as_edtf(given)) and FIRST_YEAR <= value[:4] < LAST_YEAR:
        return Published(value, "metadata"), ()
    unread = (Note(code="date_unreadable", detail=f"The date given as {given[:60]!r} is none."),) if given else ()
    order = day_first(report.text) if stamps else None
    for line, text in stamps:
        day = find_day(text, order)
        if line.cls is LineClass.HEADER and day and (value := day.edtf()):
            return Published(value, "header"), unread
    for line, text in stamps:
        day = find_day(text, order)
        if line.cls is not LineClass.HEADER and day:
            if value := day.edtf(_year_of(report, day)):
                return Published(value, "text"), unread
            detail = f"The dateline {text[:60]!r} has no year, and nothing else in the report gives it."
            note = Note(code="date_without_year", detail=detail, span=report.span(line.start, line.end))
            return Published(), (*unread, note)
    return Published(), unread


def _year_of(report: Report, day: Day) -> int | None:
    """The year that the report gives elsewhere with the same day and month, if it gives one alone."""
    years = {d.year for d in full_dates(report.text) if (d.month, d.day) == (day.month, day.day)}
    return years.pop() if len(years) == 1 else None


def _stamps(report: Report) -> list[tuple[Line, str]]:
    """Lines that may carry the date of publication, best first: header, "Published …", dateline, byline, "Updated"."""
    ranked = []
    body = next((i for i, line in enumerate(report.lines) if line.cls is LineClass.PROSE), len(report.lines))
    for index, line in enumerate(report.lines):
        text = report.text[line.start : line.end].strip()[:300]
        rank = _rank(line.cls, text, above=index < body)
        if index == body and (opening := dateline_of(text) or _day_alone(text)):
            rank, text = 3, opening
        if rank is not None:
            ranked.append((rank, index, line, text))
    ranked.sort(key=lambda r: (r[0], r[1]))
    return [(line, text) for _, _, line, text in ranked]


_DAY_ALONE = re.compile(rf"(?:on )?{WEEKDAY},? {DATE}\s?[.:–—-](?=\s)", re.IGNORECASE)


def _day_alone(text: str) -> str | None:
    """The day with its weekday that is the first sentence of a text ("Friday 3 March. From the quay one sees")."""
    found = _DAY_ALONE.match(text[:60])
    return found.group() if found else None


def _rank(cls: LineClass, text: str, *, above: bool) -> int | None:
    if cls is LineClass.HEADER:
        return 0
    if cls in (LineClass.BOILERPLATE, LineClass.NOTE):
        # A line of the page above the text ("06:00, 2 Mar 2031 | Comments") counts; below it only one that says so.
        return 1 if _STAMP.match(text) else 4 if _CHANGED.match(text) or (above and _opens_dated(text)) else None
    if cls is LineClass.DATELINE:
        return 2
    if cls is LineClass.BYLINE:
        return 3
    # The headline of a statement often ends in its date; nothing else below it is the day of publication.
    return 5 if cls is LineClass.HEADLINE else None


def _opens_dated(text: str) -> bool:
    """A full date stands among the first words of the line."""
    day = find_day(text[:48])
    return day is not None and day.year is not None


_ROLE_ALONE = re.compile(r"(?:\w+ ){0,3}(?:correspondent|reporter|editor|writer|columnist|producer)", re.IGNORECASE)


def byline_of(report: Report) -> tuple[str, ...]:
    """Names, desks or agencies of the byline, as written, without "By", roles and places."""
    names: list[str] = []
    for line in report.lines:
        if line.cls is LineClass.BYLINE:
            for name in _names(report.text[line.start : line.end].strip()):
                if name not in names and not (names and _ROLE_ALONE.fullmatch(name)):
                    names.append(name)
    return tuple(names[:10])


_LABEL = re.compile(
    r"(?:by|from|interview(?: by)?|text|words(?: by)?|story|report(?:ing|ed)?(?: by)?|author|writer"
    r"|(?:posted|written|compiled) by)\b\s?:?\s",
    re.IGNORECASE,
)


def _names(line: str) -> list[str]:
    line = re.sub(r"(?:translated|adapted) from [^.]{3,60}(?:\.\s?|$)", "", line, flags=re.IGNORECASE)
    label = _LABEL.match(line)
    line = line[label.end() if label else 0 :].strip(" .")
    found = []
    for part in re.split(r" and | & |;|\|", line.split(",")[0]):
        name = re.split(r" (?:in|at) (?=[A-Z])", part.strip())[0].strip()
        if name and len(name) <= 80:
            found.append(name)
    return found


def outlet_of(report: Report) -> str | None:
    """The outlet if the report names it: copyright line, agency of the dateline, e-mail domain of the newsroom."""
    return _by_rights(report) or _by_agency(report) or _by_domain(report)


def _by_rights(report: Report) -> str | None:
    for line in report.lines_of(LineClass.BOILERPLATE):
        found = _RIGHTS.match(report.text[line.start : line.end].strip()[:300])
        if found:
            name = re.sub(r"\ball rights reserved\b.*", "", found.group(1), flags=re.IGNORECASE).strip(" -–—")
            return name or None
    return None


def _by_agency(report: Report) -> str | None:
    for line in report.lines:
        text = report.text[line.start : line.end].strip()[:160]
        if line.cls is LineClass.DATELINE and (found := _AGENCY.search(text)) and not _NO_AGENCY.match(found.group(1)):
            return found.group(1).strip()
        if line.cls is LineClass.PROSE:
            found = _RUN_IN.match(text)
            return found.group(1).strip() if found and _is_agency(found.group(1).strip(), text) else None
    return None


def _is_agency(name: str, line: str) -> bool:
    """A known agency, or any name where the line opens as only agencies' do: a city in capitals, the name, a dash."""
    return name.casefold() in agencies() or (
        run_in(line) and _NAMED.fullmatch(name) is not None and not _NO_AGENCY.match(name)
    )


_MAIL = re.compile(r"[\w.+-]{1,60}@([\w-]{2,60}(?:\.[\w-]{2,60}){1,4})")


def _by_domain(report: Report) -> str | None:
    """The name in the domain of a newsroom's address: "tips@daily.example" -> "daily"."""
    mail = word_list("lines_meta")["mail"]
    for line in report.lines_of(LineClass.BOILERPLATE):
        found = _MAIL.search(report.text[line.start : line.end][:400])
        if found:
            labels = found.group(1).casefold().split(".")[:-1]
            while len(labels) > 1 and labels[-1] in mail["suffixes"]:
                labels.pop()
            if labels and labels[-1] not in mail["providers"]:
                return labels[-1]
    return None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
