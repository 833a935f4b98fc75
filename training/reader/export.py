"""Trained weights -> what the package ships: an int8 ONNX graph, its vocabulary, hashes and moves.

python training/reader/export.py --weights RUN/epoch5.pt --base FOLDER --out src/stemma/resources/reader
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from model import Reader, load_base
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer

GRAPH, VOCABULARY, ABOUT = "reader.onnx", "vocabulary.json", "reader.json"


def to_onnx(model: Reader, path: Path) -> None:
    """Writes the float32 graph, batch and length free."""
    ones, zeros = torch.ones(1, 8, dtype=torch.long), torch.zeros(1, 8, dtype=torch.long)
    names = ["pieces", "shapes", "mask"]
    free = {name: {0: "batch", 1: "n"} for name in [*names, "emissions"]}
    torch.onnx.export(
        model, (ones, zeros, ones), str(path), input_names=names, output_names=["emissions"], opset_version=17,
        dynamo=False, dynamic_axes=free,
    )  # fmt: skip


def to_int8(plain: Path, out: Path) -> None:
    """Writes the graph with int8 weights, a scale for every output channel; activations are scaled as they come."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(ready, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def write(model: Reader, base: Path, out: Path) -> None:
    """Writes all files of the package's reader into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        to_onnx(model, plain)
        to_int8(plain, out / GRAPH)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(out / VOCABULARY), pretty=False)
    hashes = {f"reader/{n}": hashlib.sha256((out / n).read_bytes()).hexdigest() for n in (GRAPH, VOCABULARY)}
    moves = [[round(float(x), 4) for x in row] for row in model.legal_moves().detach()]
    (out / ABOUT).write_text(json.dumps({"moves": moves, "sha256": hashes}, indent=1) + "\n", "utf-8")


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
