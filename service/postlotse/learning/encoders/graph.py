"""Write the network of a weight file as an ONNX graph, its matrices in float32 or in 8-bit integers.

The graph maps word vectors (1 × tokens × hidden, already normalised) to the last hidden states.  For 8 bits every input
channel of a matrix is first evened out (SmoothQuant, Xiao et al. 2023): a channel that is large by its weights is divided
and its row of the matrix multiplied.  How large a channel gets is told from the layer normalisation in front, without data,
so the graph is the same everywhere.
"""

from collections.abc import Iterator

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from postlotse.learning.encoders import bert
from postlotse.learning.encoders.bert import Floats, Layer, Network

INPUT, LENGTH, OUTPUT = "vectors", "length", "states"
#: How many standard deviations a channel reaches, and how much of that the smoothing takes off (0 = nothing, 1 = all).
_REACH = 6.0
_TAKEN = 0.9
#: Least reach of an activated channel: the lowest value of the activation.
_LEAST = 0.17
_OPSET = 20
_IR = 9
_OWN = "com.microsoft"


class _Graph:
    """Nodes and constants under construction."""

    def __init__(self, *, small: bool) -> None:
        self.small = small
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, operation: str, inputs: list[str], outputs: list[str], domain: str = "", **settings: object) -> str:
        self.nodes.append(helper.make_node(operation, inputs, outputs, domain=domain, **settings))  # type: ignore[arg-type]
        return outputs[0]

    def multiply(self, source: str, name: str, weights: Floats, shift: Floats, reach: Floats | None) -> str:
        """Add source @ weights + shift; `reach` is how large each input channel gets."""
        if not self.small:
            product = self.node("MatMul", [source, self.constant(f"{name}.w", weights)], [f"{name}.product"])
            return self.node("Add", [product, self.constant(f"{name}.b", shift)], [f"{name}.out"])
        if reach is not None:
            even = evening(reach, weights)
            source = self.node("Mul", [source, self.constant(f"{name}.even", 1 / even)], [f"{name}.evened"])
            weights = weights * even[:, None]
        scale = np.abs(weights).max(axis=0) / np.float32(127)
        numbers = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
        inputs = [source, self.constant(f"{name}.q", numbers), self.constant(f"{name}.scale", scale), ""]
        return self.node("DynamicQuantizeMatMul", [*inputs, self.constant(f"{name}.b", shift)], [f"{name}.out"], _OWN)


def evening(reach: Floats, weights: Floats) -> Floats:
    """Return the divisor of each input channel, geometric mean 1."""
    divisor = reach**_TAKEN / np.maximum(np.abs(weights).max(axis=1), 1e-4) ** (1 - _TAKEN)
    return np.asarray(divisor / np.exp(np.log(divisor).mean()), dtype=np.float32)


def _after(norm: bert.Norm) -> Floats:
    """Return how large the channels behind a layer normalisation get."""
    return np.asarray(np.maximum(_REACH * np.abs(norm.scale) + np.abs(norm.shift), 1e-3), dtype=np.float32)


def _activated(layer: Layer) -> Floats:
    """Return how large the channels behind the activation get."""
    norm = layer.out_norm
    spread = np.sqrt((layer.up**2).T @ norm.scale**2)
    return np.asarray(np.maximum(norm.shift @ layer.up + layer.up_shift + _REACH * spread, _LEAST), dtype=np.float32)


def _inputs(network: Network) -> Iterator[tuple[Layer, bert.Norm]]:
    """Yield each layer with the normalisation in front of it."""
    before = network.first_norm
    for layer in network.layers:
        yield layer, before
        before = layer.down_norm


def model(network: Network, *, small: bool) -> bytes:
    """Return the serialised graph; `small` = 8-bit matrices."""
    graph = _Graph(small=small)
    hidden, epsilon = network.shape.hidden, network.shape.epsilon
    parts = graph.constant("parts", np.array([hidden] * 3, dtype=np.int64))
    state = INPUT
    for number, (layer, before) in enumerate(_inputs(network)):
        name = f"l{number}"

        def normed(left: str, right: str, norm: bert.Norm, out: str) -> str:
            weights = [graph.constant(f"{out}.scale", norm.scale), graph.constant(f"{out}.shift", norm.shift)]
            return graph.node("SkipLayerNormalization", [left, right, *weights], [out], _OWN, epsilon=epsilon)

        mixed = graph.multiply(state, f"{name}.mixed", layer.mixed, layer.mixed_shift, _after(before))
        graph.node("Split", [mixed, parts], [f"{name}.{part}" for part in "qkv"], axis=2)
        mix = graph.node(
            "MultiHeadAttention",
            [*(f"{name}.{part}" for part in "qkv"), "", LENGTH],
            [f"{name}.mix"],
            _OWN,
            num_heads=network.shape.heads,
            scale=1.0,
        )
        out = graph.multiply(mix, f"{name}.ao", layer.out, layer.out_shift, None)
        state = normed(state, out, layer.out_norm, f"{name}.attended")
        inner = graph.multiply(state, f"{name}.up", layer.up, layer.up_shift, _after(layer.out_norm))
        active = graph.node("FastGelu", [inner], [f"{name}.active"], _OWN)
        # `bert` holds this matrix halved, for an activation that it doubles.
        down = graph.multiply(active, f"{name}.down", layer.down * np.float32(2), layer.down_shift, _activated(layer))
        last = number == len(network.layers) - 1
        state = normed(state, down, layer.down_norm, OUTPUT if last else f"{name}.state")
    described = helper.make_graph(
        graph.nodes,
        "encoder",
        [
            helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, [1, "tokens", hidden]),
            helper.make_tensor_value_info(LENGTH, TensorProto.INT32, [1]),
        ],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, "tokens", hidden])],
        graph.constants,
    )
    imports = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_OWN, 1)]
    whole: bytes = helper.make_model(described, opset_imports=imports, ir_version=_IR).SerializeToString()
    return whole
