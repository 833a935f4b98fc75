"""A trained fast reader -> an ONNX graph: vectors in eight bits, matrices for onnxruntime to make int8."""

from __future__ import annotations

from copy import deepcopy

import numpy as np
import onnx
import torch
from fast_model import Fast
from graph import Array, Graph, finished
from numpy.typing import NDArray
from onnx import TensorProto
from onnxruntime import InferenceSession


def graph_of(model: Fast) -> onnx.ModelProto:
    """Inputs pieces, shapes (batch, n) int64; output emissions (batch, n, 7) float32. The vectors are rounded."""
    weights = {key: value.detach().float().numpy() for key, value in model.state_dict().items()}
    graph = Graph()
    x = _near(graph, weights, _vectors(graph, weights))
    x = graph.node("Transpose", x, perm=[1, 0, 2])
    for layer in range(model.size.layers):
        x = _chain(graph, weights, layer, x)
    x = graph.node("Transpose", x, perm=[1, 0, 2])
    return finished(graph, "fast-reader", x, weights)


def _vectors(graph: Graph, weights: dict[str, Array]) -> str:
    """Vectors of pieces and shapes, summed. Eight bits a number, a scale for every piece."""
    small, scale = _eight_bits(weights["words.weight"])
    words = graph.node("Gather", graph.constant("words", small), "pieces")
    scales = graph.node("Gather", graph.constant("words.scale", scale), "pieces")
    words = graph.node("Mul", graph.node("Cast", words, to=TensorProto.FLOAT), scales)
    return graph.node("Add", words, graph.node("Gather", graph.constant("shape", weights["shapes.weight"]), "shapes"))


def _eight_bits(rows: Array) -> tuple[NDArray[np.int8], Array]:
    """Whole numbers and the scale of each row."""
    scale = (np.maximum(np.abs(rows).max(1, keepdims=True), 1e-6) / 127).astype(np.float32)
    return np.round(rows / scale).astype(np.int8), scale


def rounded(model: Fast) -> Fast:
    """The model with the vectors that its graph will have."""
    copied = deepcopy(model)
    small, scale = _eight_bits(model.words.weight.detach().float().numpy())
    with torch.no_grad():
        copied.words.weight.copy_(torch.from_numpy(small * scale))
    return copied


def _near(graph: Graph, weights: dict[str, Array], x: str) -> str:
    """Each piece with its two neighbours, joined and narrowed."""
    one, two = (graph.constant(f"number.{n}", np.array([n])) for n in (1, 2))
    zero = graph.constant("number.0", np.array([0]))
    padded = graph.node("Pad", x, graph.constant("pads", np.array([0, 1, 0, 0, 1, 0])))
    length = graph.node("Shape", x, start=1, end=2)
    before = graph.node("Slice", padded, zero, length, one)
    behind = graph.node("Slice", padded, two, graph.node("Add", length, two), one)
    joined = graph.node("Concat", before, x, behind, axis=2)
    near = graph.node("MatMul", joined, graph.constant("near", weights["near.weight"].T))
    return graph.node("Relu", graph.node("Add", near, graph.constant("near.bias", weights["near.bias"])))


def _chain(graph: Graph, weights: dict[str, Array], layer: int, x: str) -> str:
    """One layer of recurrence, forwards and backwards. (n, batch, width) -> (n, batch, 2 * hidden)."""

    def of(part: str) -> Array:
        both = (weights[f"chain.{part}_l{layer}{way}"] for way in ("", "_reverse"))
        return np.stack([_reordered(one) for one in both])

    names = [graph.constant(f"chain.{layer}.{part}", of(part)) for part in ("weight_ih", "weight_hh")]
    biases = np.concatenate([of("bias_ih"), of("bias_hh")], axis=1)
    hidden = biases.shape[1] // 8
    y = graph.node(
        "LSTM", x, *names, graph.constant(f"chain.{layer}.bias", biases), hidden_size=hidden, direction="bidirectional"
    )
    y = graph.node("Transpose", y, perm=[0, 2, 1, 3])
    return graph.node("Reshape", y, graph.constant(f"chain.{layer}.flat", np.array([0, 0, -1])))


def _reordered(gates: Array) -> Array:
    """PyTorch's gates (input, forget, cell, output) in the order of ONNX (input, output, forget, cell)."""
    inward, forget, cell, outward = np.split(gates, 4)
    return np.concatenate([inward, outward, forget, cell])


def widest_gap(model: Fast, made: onnx.ModelProto, n: int = 64) -> float:
    """How far the emissions of a model and of its graph lie apart at most, on random pieces."""
    torch.manual_seed(1)
    pieces, shapes = torch.randint(1000, 20_000, (3, n)), torch.randint(0, 10, (3, n))
    session = InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])
    got = session.run(["emissions"], {"pieces": pieces.numpy(), "shapes": shapes.numpy()})[0]
    with torch.no_grad():
        return float(np.abs(got - model(pieces, shapes).numpy()).max())
