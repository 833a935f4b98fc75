"""Writes annotated news of our own: free data to build the reader from, of many countries, topics and ways of printing.

    python training/reader/own.py --out FOLDER --articles 900 --seed 1

FOLDER/text/NAME.txt and FOLDER/attributions/NAME_own.ann (brat stand-off, one line a span), as `data.py` reads them.
Every sentence is put together from the tables in `own/`, all written for this purpose; nothing is taken from a corpus.
`--check FOLDER` reads a folder back and says what is wrong with it.

Boundaries follow the habits of news attribution corpora:

- Source: the whole noun phrase, with title, apposition, age and relative clause; the pronoun; "who" or "which" in a
  relative clause that speaks; "X's" or "his" before a noun that is a cue; papers, polls and outlets; the name before a
  colon in headlines, transcripts and posts.
- Cue: the verb with its auxiliaries, negation, adverbs and particles or prepositions ("has repeatedly called for", "did
  not respond to"), "said in a statement", "according to", "put it", a noun ("claim"), a participle behind ("adding"), a
  colon where no verb is. Not in it: who is told, when, where, "that", "to" before an infinitive.
- Content: with "that", "to", "whether" and with quotation marks; with the object of "accused", "urged", "called". What
  an infix cue parts is two spans; sentences of one quotation in a row are one; each paragraph has its own. Of
  attributions in one another only the outermost is marked. "X is expected to …": X and "to …" are content, no source.
- Outside: scare quotes, titles of works, addressees, occasions, captions, credits, teasers.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

from own_articles import Article, Span
from own_world import load


def write(folder: Path, articles: int, seed: int) -> None:
    """Writes that many articles, in place of those written before; the same seed writes the same."""
    (folder / "text").mkdir(parents=True, exist_ok=True)
    (folder / "attributions").mkdir(exist_ok=True)
    for path in sorted((folder / "attributions").glob("*_own.ann")):
        (folder / "text" / f"{path.stem.removesuffix('_own')}.txt").unlink(missing_ok=True)
        path.unlink()
    peoples, words, topics = load()
    names = sorted(topics)
    for number in range(articles):
        random = Random(f"{seed} {number}")
        name = f"{number:05d}_{names[number % len(names)]}"
        text, spans = Article(random, peoples, words, topics[names[number % len(names)]]).written()
        (folder / "text" / f"{name}.txt").write_bytes(text.encode("utf-8"))
        (folder / "attributions" / f"{name}_own.ann").write_text(annotation(text, spans), "utf-8")


def annotation(text: str, spans: list[Span]) -> str:
    """Spans as brat writes them."""
    rows = [f"T{i}\t{kind} {start} {end}\t{text[start:end]}\n" for i, (kind, start, end) in enumerate(spans, 1)]
    return "".join(rows)


def check(folder: Path) -> list[str]:
    """What is wrong with a written folder: spans that are no slices, that overlap, are blank or cross lines."""
    wrong: list[str] = []
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        rows = (folder / "attributions" / f"{path.stem}_own.ann").read_text("utf-8").split("\n")
        last = 0
        for row in filter(None, rows):
            _, place, words = row.split("\t")
            start, end = map(int, place.split()[1:])
            if text[start:end] != words or not words.strip() or "\n" in words or words != words.strip():
                wrong.append(f"{path.stem} {row}: no such words")
            if start < last:
                wrong.append(f"{path.stem} {row}: overlaps the span before")
            last = end
        wrong += [
            f"{path.stem}: {sign!r} in the text"
            for sign in ("\x01", "\x04", "\x05", "{", "}", "  ", " | ", "..", " ,")
            if sign in text
        ]
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--articles", type=int, default=900)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", type=Path)
    given = parser.parse_args()
    if given.out:
        write(given.out, given.articles, given.seed)
    if given.check:
        wrong = check(given.check)
        print("\n".join(wrong[:50]) or "no fault found")
        raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
