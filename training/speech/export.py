"""Trained weights -> one int8 ONNX file, its moves and its tokenizer, as the package ships them.

    python training/speech/export.py --run RUN/epoch3.pt --base FOLDER --out src/stemma/resources/reader
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import torch
from model import Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer


def to_onnx(model: Reader, path: Path) -> None:
    """fp32 ONNX with free batch and length."""
    example = torch.ones(1, 8, dtype=torch.long), torch.zeros(1, 8, dtype=torch.long), torch.ones(1, 8, dtype=torch.long)
    free = {0: "batch", 1: "pieces"}
    names = ["pieces", "shapes", "mask"]
    torch.onnx.export(
        model, example, str(path), input_names=names, output_names=["emissions"], opset_version=17, dynamo=False,
        dynamic_axes={name: free for name in [*names, "emissions"]},
    )  # fmt: skip


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    model = Reader()
    model.load_state_dict(torch.load(options.run, weights_only=True))
    model.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "reader.onnx"
        to_onnx(model, plain)
        quantize_dynamic(plain, options.out / "reader.onnx", weight_type=QuantType.QInt8)
    moves = {"moves": model.moves.tolist(), "opening": model.opening.tolist()}
    rounded = json.loads(json.dumps(moves), parse_float=lambda x: round(float(x), 4))
    (options.out / "moves.json").write_text(json.dumps(rounded, indent=1) + "\n", "utf-8")
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)


if __name__ == "__main__":
    main()
