"""A trained reader -> an ONNX graph of fused operators, float32.

Written out node by node, because an exported trace keeps attention as a dozen small operators. With onnxruntime's own
`MultiHeadAttention` and plain layer norms the int8 graph takes a fifth less time; its `Attention` (one matrix for
query, key and value), `SkipLayerNormalization` and `BiasGelu` were tried and are slower than what stands here.
"""

from __future__ import annotations

import numpy as np
import onnx
import torch
from model import Reader
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession

OPSET, FUSED = 17, "com.microsoft"
EPSILON = 1e-12
"""Of every layer norm, as in BERT."""
Array = NDArray[np.float32]


class Graph:
    """Nodes and constants as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: Array | NDArray[np.int64] | NDArray[np.int8]) -> str:
        """Adds a constant; gives its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, op: str, *inputs: str, domain: str = "", **attributes: int | float | str | list[int]) -> str:
        """Adds a node of one output; gives the output's name."""
        name = f"{op}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, inputs, [name], name=name, domain=domain, **attributes))
        return name


def graph_of(model: Reader) -> onnx.ModelProto:
    """Inputs pieces, shapes (batch, n) int64, all rows of one length; output emissions (batch, n, 7) float32."""
    weights = {key: value.detach().float().numpy() for key, value in model.state_dict().items()}
    graph = Graph()
    x = _embedded(graph, weights)
    for number, block in enumerate(model.blocks):
        x = _block(graph, weights, f"blocks.{number}.", x, int(block.heads))
    return finished(graph, "reader", x, weights)


def finished(graph: Graph, name: str, x: str, weights: dict[str, Array]) -> onnx.ModelProto:
    """The checked model of a graph whose pieces have come to `x`: their emissions are what it gives."""
    head = graph.node("MatMul", x, graph.constant("head", weights["head.weight"].T))
    graph.node("Add", head, graph.constant("head.bias", weights["head.bias"]))
    graph.nodes[-1].output[0] = "emissions"
    row = ["batch", "n"]
    inputs = [helper.make_tensor_value_info(of, TensorProto.INT64, row) for of in ("pieces", "shapes")]
    output = helper.make_tensor_value_info("emissions", TensorProto.FLOAT, [*row, len(weights["head.bias"])])
    body = helper.make_graph(graph.nodes, name, inputs, [output], graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
    made = helper.make_model(body, opset_imports=opsets, ir_version=8)
    onnx.checker.check_model(made)
    return made


def _embedded(graph: Graph, weights: dict[str, Array]) -> str:
    """Words, shapes and places summed and normed; the kind of text and the hand are the same everywhere."""
    words = graph.node("Gather", graph.constant("words", weights["words.weight"]), "pieces")
    shapes = graph.node("Gather", graph.constant("shape", weights["shapes.weight"]), "shapes")
    everywhere = weights["kinds.weight"][0] + weights["hands.weight"][0]
    places = graph.constant("places", weights["places.weight"] + everywhere)
    begin, axis = graph.constant("begin", np.array([0])), graph.constant("axis", np.array([0]))
    length = graph.node("Shape", "pieces", start=1, end=2)
    x = graph.node("Add", graph.node("Add", words, shapes), graph.node("Slice", places, begin, length, axis))
    norm = [graph.constant(f"norm.{part}", weights[f"norm.{part}"]) for part in ("weight", "bias")]
    return graph.node("LayerNormalization", x, *norm, epsilon=EPSILON)


def _block(graph: Graph, weights: dict[str, Array], prefix: str, x: str, heads: int) -> str:
    """One transformer layer."""

    def linear(x: str, part: str) -> str:
        weight = graph.constant(f"{prefix}{part}", weights[f"{prefix}{part}.weight"].T)
        bias = graph.constant(f"{prefix}{part}.bias", weights[f"{prefix}{part}.bias"])
        return graph.node("Add", graph.node("MatMul", x, weight), bias)

    def normed(x: str, skip: str, norm: str) -> str:
        names = [f"{prefix}{norm}.{part}" for part in ("weight", "bias")]
        parts = [graph.constant(name, weights[name]) for name in names]
        # Sum and not Add: onnxruntime would join Add and norm into an operator that takes four times as long.
        return graph.node("LayerNormalization", graph.node("Sum", x, skip), *parts, epsilon=EPSILON)

    three = (linear(x, part) for part in ("query", "key", "value"))
    mixed = graph.node("MultiHeadAttention", *three, domain=FUSED, num_heads=heads)
    x = normed(linear(mixed, "out"), x, "norm1")
    inner = graph.node("Gelu", linear(x, "up"), domain=FUSED)
    return normed(linear(inner, "down"), x, "norm2")


def widest_gap(model: Reader, made: onnx.ModelProto, n: int = 64) -> float:
    """How far the emissions of a model and of its graph lie apart at most, on `n` random pieces."""
    torch.manual_seed(1)
    pieces, shapes = torch.randint(1000, 20_000, (1, n)), torch.randint(0, 10, (1, n))
    session = InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])
    got = session.run(["emissions"], {"pieces": pieces.numpy(), "shapes": shapes.numpy()})[0]
    with torch.no_grad():
        wanted = model(pieces, shapes, torch.ones_like(pieces)).numpy()
    return float(np.abs(got - wanted).max())
