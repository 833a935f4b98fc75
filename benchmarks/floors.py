"""Quality floors: every layer has a pinned figure that may not fall.

    python benchmarks/floors.py check            score and compare with floors.json; exit 1 if a figure fell
    python benchmarks/floors.py raise            score and raise the floors that rose
    python benchmarks/floors.py lower SET KEY WHY    take floors down to today's figures, with the reason (KEY: * fits)
    … --only examples                            leave the shared development data out

`examples/` is always scored; the shared data only where SHARED (default: ../shared) has it. Each set is pinned with a
hash of its files, so that nobody moves the goalposts unseen. Lowering needs a reason, which goes into the changelog.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from example_scores import score

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.json")
SHARED = Path(os.environ.get("SHARED", ROOT.parent / "shared"))
NOISE = 0.005
"""A fall of less than this is rounding: the reader's float sums differ a little between kinds of processor."""

LOWER_IS_BETTER = "(lower is better)"


def data_hash(folder: Path) -> str:
    """First 12 hex digits of SHA-256 over names and bytes of all files below the folder."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def flatten(result: dict[str, Any]) -> dict[str, float]:
    """The figures of one JSON answer of the scorer: "layer/measure" -> F1 or share."""
    figures = {}
    for layer, rows in result["layers"].items():
        for measure, row in rows.items():
            value = row["F1"] if "F1" in row else row["value"]
            if value is not None:
                figures[f"{layer}/{measure}"] = value
    figures["integrity/faults (lower is better)"] = len(result["faults"])
    return figures


def shared_score(*arguments: str) -> dict[str, float]:
    """Run the shared scorer on the installed command."""
    command = [sys.executable, "-m", "stemma", "read", "--format", "json", "--quiet"]
    run = [sys.executable, str(SHARED / "eval" / "score.py"), *arguments, "--json", "--", *command]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(f"the shared scorer failed: {done.stderr[-2000:]}")
    return flatten(json.loads(done.stdout))


def measure(only_examples: bool) -> dict[str, dict[str, Any]]:
    """Set name -> {"data": hash, "figures": {...}} for every set that is here."""
    found: dict[str, dict[str, Any]] = {}
    for folder in sorted(p for p in (ROOT / "examples").iterdir() if p.is_dir()):
        found[f"examples/{folder.name}"] = {"data": data_hash(folder), "figures": score(folder)}
    if only_examples or not (SHARED / "eval" / "score.py").exists():
        print("shared development data: not here, not scored" if not only_examples else "examples only")
        return found
    seeds = [str(p) for p in sorted((SHARED / "seeds").glob("*.txt"))]
    gold = str(SHARED / "gold" / "seed_gold.json")
    found["shared/seeds"] = {
        "data": data_hash(SHARED / "seeds"),
        "figures": shared_score("seeds", gold, *seeds),
    }
    stories = shared_score("stories", str(SHARED / "stories"))
    found["shared/stories"] = {"data": data_hash(SHARED / "stories"), "figures": stories}
    polnear = SHARED / "eval" / "polnear" / "dev"
    found["shared/polnear"] = {"data": data_hash(polnear), "figures": shared_score("polnear", str(polnear))}
    return found


def fallen(floors: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """One line for every figure below its floor, and for data that changed."""
    out = []
    for name, now in found.items():
        pinned = floors.get(name)
        if pinned is None:
            out.append(f"{name}: has no floors yet; run `raise`")
        elif pinned["data"] != now["data"]:
            out.append(
                f"{name}: the data changed ({pinned['data']} -> {now['data']}); run `raise` and say so in the changelog"
            )
        else:
            out += [f"{name}: {line}" for line in _below(pinned["figures"], now["figures"])]
    return out


def _below(pinned: dict[str, float], now: dict[str, float]) -> list[str]:
    lines = []
    for key, floor in pinned.items():
        figure = now.get(key)
        worse = figure is None or (figure > floor + NOISE if LOWER_IS_BETTER in key else figure < floor - NOISE)
        if worse:
            lines.append(f"{key} is {figure}, its floor is {floor}")
    return lines


def raised(floors: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Floors with every figure that got better, and with new sets and measures."""
    out = dict(floors)
    for name, now in found.items():
        old = floors.get(name, {"figures": {}})
        if old.get("data") not in (None, now["data"]):
            old = {"figures": {}}
        best = dict(old["figures"])
        for key, figure in now["figures"].items():
            pick = min if LOWER_IS_BETTER in key else max
            best[key] = pick(best[key], figure) if key in best else figure
        out[name] = {"data": now["data"], "figures": dict(sorted(best.items()))}
    return dict(sorted(out.items()))


def save(floors: dict[str, Any]) -> None:
    """Write floors.json in one move."""
    partial = FLOORS.with_suffix(".partial")
    partial.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n", "utf-8")
    partial.replace(FLOORS)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["check", "raise", "lower"])
    parser.add_argument("rest", nargs="*", metavar="KEY WHY")
    parser.add_argument("--only", choices=["examples"])
    options = parser.parse_args()
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    found = measure(options.only == "examples")
    if options.what == "raise":
        save(raised(floors, found))
        return 0
    if options.what == "lower":
        return lower(floors, found, options.rest)
    faults = fallen(floors, found)
    print(
        "\n".join(faults)
        if faults
        else f"{sum(len(s['figures']) for s in found.values())} figures at or above their floors"
    )
    return 1 if faults else 0


def lower(floors: dict[str, Any], found: dict[str, Any], rest: list[str]) -> int:
    """Lower the floors of SET that LAYER/MEASURE fits and that today's figures miss, for a reason."""
    if len(rest) != 3 or len(rest[2]) < 20:
        print("lower wants SET, LAYER/MEASURE and a reason of at least 20 characters", file=sys.stderr)
        return 2
    name, pattern, why = rest
    pinned, now = floors[name]["figures"], found[name]["figures"]
    for key in [k for k in pinned if fnmatchcase(k, pattern) and _below({k: pinned[k]}, now)]:
        print(
            f"Write into CHANGELOG.md, under Unreleased: floor {name} {key} {pinned[key]} -> {now.get(key, 0.0)}: {why}"
        )
        pinned[key] = now.get(key, 0.0)
    save(floors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
