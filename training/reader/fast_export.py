"""A trained fast reader -> what the package ships beside the careful one: an int8 ONNX graph, hashes and moves.

python training/reader/fast_export.py --weights RUN/last.pt --out src/stemma/resources/reader
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from fast_graph import graph_of, rounded, widest_gap
from fast_model import Fast, Size

from export import CLOSE, VOCABULARY, to_int8

GRAPH, ABOUT = "fast.onnx", "fast.json"


def write(model: Fast, out: Path) -> None:
    """Writes the files of the fast reader into `out`, where the vocabulary is already."""
    model = rounded(model)
    plain = graph_of(model)
    if (gap := widest_gap(model, plain)) > CLOSE:
        raise SystemExit(f"the graph gives other emissions than the model: {gap:.1e} apart")
    to_int8(plain, out / GRAPH, ("MatMul", "LSTM"))
    hashes = {f"reader/{n}": hashlib.sha256((out / n).read_bytes()).hexdigest() for n in (GRAPH, VOCABULARY)}
    moves = [[round(float(x), 4) for x in row] for row in model.legal_moves().detach()]
    (out / ABOUT).write_text(json.dumps({"moves": moves, "sha256": hashes}, indent=1) + "\n", "utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="last.pt of a run of fast_train.py")
    parser.add_argument("--out", type=Path, required=True, help="folder that has the careful reader's vocabulary.json")
    options = parser.parse_args()
    saved = torch.load(options.weights, weights_only=True)
    model = Fast(Size(*saved["size"]))
    model.load_state_dict(saved["weights"])
    model.eval()
    write(model, options.out)


if __name__ == "__main__":
    main()
