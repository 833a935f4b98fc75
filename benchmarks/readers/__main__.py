"""The two trained readers, and others of other sizes, on the same texts: score against words a second.

    python benchmarks/readers --texts FOLDER --most 60 --gold POLNEAR/dev --out benchmarks/readers
    … --size 64=FOLDER         a fast reader of another size: a folder that training/reader/fast_export.py wrote

Run it with the Python that Stemma is installed in, on an idle machine. What the figures mean: README.md beside this.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT / "training" / "reader"), str(ROOT / "benchmarks" / "speech")]

import msgspec  # noqa: E402
import numpy as np  # noqa: E402
from data import Article, articles  # noqa: E402
from measure import stay_on  # noqa: E402
from table import keep, machine  # noqa: E402

from stemma.annotate import ANNOTATORS, as_set  # noqa: E402
from stemma.annotate.reader import _carefully, _fast, _readable  # noqa: E402
from stemma.annotate.reader_decode import LAYERS  # noqa: E402
from stemma.intake import read_inputs  # noqa: E402
from stemma.resources import reader  # noqa: E402
from stemma.settings import DEFAULT, FAST  # noqa: E402
from stemma.types.dossier import Layers  # noqa: E402
from stemma.types.report import Report  # noqa: E402
from stemma.types.speech import Marked, Tagged  # noqa: E402

Read = Callable[[str, Sequence[tuple[int, int]], Sequence[Marked]], Iterator[Tagged]]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/readers", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--texts", type=Path, required=True, help="folder of texts that speed is measured on")
    parser.add_argument("--most", type=int, default=60, help="only the first N of them, by name (default: 60)")
    parser.add_argument("--gold", type=Path, help="folder with text/ and attributions/, as PolNeAR has them")
    parser.add_argument("--size", action="append", default=[], metavar="NAME=FOLDER", help="another fast reader")
    parser.add_argument("--rounds", type=int, default=3, help="measured rounds; the best counts (default: 3)")
    parser.add_argument("--out", type=Path, default=ROOT / "out", help="folder for figures.md and figures.json")
    return parser.parse_args()


def readers(sizes: Sequence[str]) -> Iterator[tuple[str, int, Read]]:
    """Name, bytes of weights and how it reads, the smallest first."""
    for name, _, folder in (one.partition("=") for one in sizes):
        yield name, Path(folder, "fast.onnx").stat().st_size, _reading(_fast, _opened(Path(folder)))
    for which, how in (("fast", _fast), ("careful", _carefully)):
        size = (ROOT / "src/stemma/resources" / reader.FILES[which][0]).stat().st_size  # type: ignore[index]
        yield which, size, _reading(how, reader.weights(which))  # type: ignore[arg-type]


def _reading(how: Any, tools: reader.Weights) -> Read:
    return lambda text, lines, marked: how(text, lines, marked, tools)


def _opened(folder: Path) -> reader.Weights:
    from onnxruntime import InferenceSession, SessionOptions

    one = SessionOptions()
    one.intra_op_num_threads = one.inter_op_num_threads = 1
    moves = np.asarray(json.loads((folder / "fast.json").read_text("utf-8"))["moves"], np.float32)
    session = InferenceSession(str(folder / "fast.onnx"), one, providers=["CPUExecutionProvider"])
    return reader.Weights(session, reader.weights().tokenizer, moves)


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Of CPU, of the best round, all of it done once before."""
    work()
    best = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def rest(reports: Sequence[Report], rounds: int) -> tuple[float, list[Layers]]:
    """CPU seconds of all annotators but the reader, given what the fast one tags; and the layers."""
    spent, made = float("inf"), []
    for _ in range(rounds + 1):
        total, made = 0.0, []
        for report in reports:
            layers = Layers(report=report.id)
            for annotator in ANNOTATORS:
                begin = time.process_time()
                given = as_set(annotator, FAST)(report, layers)
                total += (time.process_time() - begin) * (annotator.name != "reader")
                layers = msgspec.structs.replace(layers, **{k: v for k, v in given.items() if k != "notes"})
            made.append(layers)
        spent = min(spent, total)
    return spent, made


def scores(read: Read, gold: Sequence[Article]) -> dict[str, float]:
    """Layer -> exact F1, in per cent, over every annotation."""
    hits = {layer: [0, 0] for layer in LAYERS}
    for article in gold:
        got: dict[str, set[tuple[int, int]]] = {layer: set() for layer in LAYERS}
        for tag in read(article.text, article.lines, article.marked):
            if not any(a < tag.end and tag.start < b for a, b in article.discarded):
                got[tag.layer].add((tag.start, tag.end))
        for layer in LAYERS:
            wanted = article.spans[layer]
            hits[layer][0] += 2 * len(got[layer] & wanted)
            hits[layer][1] += len(got[layer]) + len(wanted)
    return {layer: round(100 * both / max(1, of), 1) for layer, (both, of) in hits.items()}


def measure(given: argparse.Namespace) -> dict[str, Any]:
    names = sorted(str(path) for path in given.texts.rglob("*") if path.is_file())[: given.most]
    reports, _ = read_inputs(names, published={}, outlets={}, settings=DEFAULT)
    words = sum(len(report.text.split()) for report in reports)
    others, layers = rest(reports, given.rounds)
    texts = [(r.text, _readable(r)[0], one.marked) for r, one in zip(reports, layers, strict=True)]
    gold = list(articles(given.gold)) if given.gold else []
    rows = []
    for name, size, read in readers(given.size):

        def all_read(read: Read = read) -> None:
            for text in texts:
                list(read(*text))

        spent = seconds(all_read, given.rounds)
        rows.append({
            "reader": name, "weights_mb": round(size / 1e6, 1), "words_per_s": round(words / spent),
            "annotate_words_per_s": round(words / (spent + others)), "f1": scores(read, gold) if gold else None,
        })  # fmt: skip
    return {
        "date": time.strftime("%Y-%m-%d"),
        "texts": len(reports),
        "words": words,
        "rest_words_per_s": round(words / others),
        "rows": rows,
    }


def markdown(figures: dict[str, Any]) -> str:
    head = ["reader", "weights, MB", "reader alone, words/s", "whole annotate stage, words/s", *LAYERS]
    lines = [head, ["---", *["---:"] * (len(head) - 1)]]
    for row in figures["rows"]:
        speeds = (f"{row['words_per_s']:,}", f"{row['annotate_words_per_s']:,}")
        found = [str(row["f1"][layer]) if row["f1"] else "–" for layer in LAYERS]
        lines.append([row["reader"], str(row["weights_mb"]), *speeds, *found])
    about = figures["machine"]
    told = f"{figures['texts']} texts, {figures['words']:,} words, one core, CPU seconds; {figures['date']}."
    busy = f"{about['cpu']}, load {about['load_before']:.1f} at the start; Stemma at {about['commit']}."
    all_else = f"All annotators but the reader: {figures['rest_words_per_s']:,} words/s."
    return "\n\n".join((told, "\n".join(f"| {' | '.join(line)} |" for line in lines), all_else, busy)) + "\n"


def main() -> None:
    given = options()
    if hasattr(os, "sched_getaffinity"):
        stay_on(max(os.sched_getaffinity(0)))
    about = machine(ROOT)
    figures = {**measure(given), "machine": about}
    keep(figures, markdown(figures), given.out)


if __name__ == "__main__":
    main()
