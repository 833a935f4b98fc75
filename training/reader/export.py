"""Trained weights -> what the package ships: an int8 ONNX graph, its vocabulary, hashes and moves.

python training/reader/export.py --weights RUN/epoch5.pt --base FOLDER --out src/stemma/resources/reader
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from graph import graph_of, widest_gap
from model import Reader, load_base
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

GRAPH, VOCABULARY, ABOUT = "reader.onnx", "vocabulary.json", "reader.json"
CLOSE = 1e-3
"""How far float32 emissions of model and graph may lie apart; they differ in rounding alone (about 1e-5)."""


def to_int8(plain: onnx.ModelProto, out: Path, of: Sequence[str] | None = None) -> None:
    """Writes the graph with int8 weights, a scale for every output channel; activations are scaled as they come. `of`:
    the operators whose weights are meant, all that can be if it is None."""
    quantize_dynamic(
        plain, out, op_types_to_quantize=of, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip


def write(model: Reader, base: Path, out: Path) -> None:
    """Writes all files of the package's reader into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    plain = graph_of(model)
    if (gap := widest_gap(model, plain)) > CLOSE:
        raise SystemExit(f"the graph gives other emissions than the model: {gap:.1e} apart")
    to_int8(plain, out / GRAPH)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(out / VOCABULARY), pretty=False)
    write_about(model.legal_moves(), out, GRAPH, ABOUT)


def write_about(moves: torch.Tensor, out: Path, graph: str, about: str) -> None:
    """Writes what belongs to a graph in `out`: the costs of moves from tag to tag, and the hashes of its files."""
    hashes = {f"reader/{n}": hashlib.sha256((out / n).read_bytes()).hexdigest() for n in (graph, VOCABULARY)}
    rows = [[round(float(x), 4) for x in row] for row in moves.detach()]
    (out / about).write_text(json.dumps({"moves": rows, "sha256": hashes}, indent=1) + "\n", "utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="epochN.pt of a run")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base model")
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    options = parser.parse_args()
    model = load_base(options.base)
    model.load_state_dict(torch.load(options.weights, weights_only=True))
    model.eval()
    write(model, options.base, options.out)


if __name__ == "__main__":
    main()
