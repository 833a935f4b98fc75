"""A trained fast reader -> what the package ships beside the careful one: an int8 ONNX graph, hashes and moves.

python training/reader/fast_export.py --weights RUN/last.pt --out src/stemma/resources/reader
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from fast_graph import graph_of, rounded, widest_gap
from fast_model import Fast, Size

from export import CLOSE, to_int8, write_about

GRAPH, ABOUT = "fast.onnx", "fast.json"


def write(model: Fast, out: Path) -> None:
    """Writes the files of the fast reader into `out`, where the vocabulary is already."""
    model = rounded(model)
    plain = graph_of(model)
    if (gap := widest_gap(model, plain)) > CLOSE:
        raise SystemExit(f"the graph gives other emissions than the model: {gap:.1e} apart")
    to_int8(plain, out / GRAPH, ("MatMul", "LSTM"))
    write_about(model.legal_moves(), out, GRAPH, ABOUT)


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
