"""A BERT-like encoder in numpy: embeddings, layers of attention and feed-forward, mean over the tokens.

Texts of different length are computed side by side without padding: matrices see all tokens at once, attention each text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from postlotse.learning.encoders.e5file import Shape, WeightFile, unpack

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """Weights of a layer normalisation."""

    scale: Floats
    shift: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Weights of one layer, ready to multiply from the right (inputs × outputs)."""

    mixed: Floats  # query (already divided by the root of the head's width) | key | value
    mixed_shift: Floats
    out: Floats
    out_shift: Floats
    out_norm: Norm
    up: Floats
    up_shift: Floats
    down: Floats  # halved: `_gelu_doubled` returns twice the activation
    down_shift: Floats
    down_norm: Norm


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What turns token ids into the first states: packed word vectors, positions, a normalisation."""

    words: NDArray[np.uint8]
    places: Floats  # position plus type 0
    norm: Norm
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """All weights; word vectors stay packed in the file."""

    shape: Shape
    words: NDArray[np.uint8]
    places: Floats  # position plus type 0
    first_norm: Norm
    layers: tuple[Layer, ...]


def build(file: WeightFile) -> Network:
    """Unpack the network of a weight file (about 90 MB of float32)."""
    hidden = file.shape.hidden
    return Network(
        shape=file.shape,
        words=file.blocks("emb.word", hidden),
        places=file.vector("emb.pos").reshape(-1, hidden) + file.vector("emb.type")[:hidden],
        first_norm=_norm(file, "emb.ln"),
        layers=tuple(_layer(file, number) for number in range(file.shape.layers)),
    )


def _norm(file: WeightFile, name: str) -> Norm:
    return Norm(scale=file.vector(f"{name}.w"), shift=file.vector(f"{name}.b"))


def _layer(file: WeightFile, number: int) -> Layer:
    hidden, inner = file.shape.hidden, file.shape.inner
    root = np.float32(1.0 / np.sqrt(hidden / file.shape.heads))
    name = f"l{number}"

    def turned(part: str, width: int = hidden) -> Floats:
        return np.ascontiguousarray(file.matrix(f"{name}.{part}.w", width).T)

    return Layer(
        mixed=np.hstack([turned("q") * root, turned("k"), turned("v")]),
        mixed_shift=np.concatenate([file.vector(f"{name}.q.b") * root, file.vector(f"{name}.k.b"), file.vector(f"{name}.v.b")]),
        out=turned("ao"),
        out_shift=file.vector(f"{name}.ao.b"),
        out_norm=_norm(file, f"{name}.aln"),
        up=turned("fi"),
        up_shift=file.vector(f"{name}.fi.b"),
        down=turned("fo", inner) * np.float32(0.5),
        down_shift=file.vector(f"{name}.fo.b"),
        down_norm=_norm(file, f"{name}.oln"),
    )


def entry(network: Network) -> Entry:
    """Return the part of a network that stands before its layers."""
    return Entry(words=network.words, places=network.places, norm=network.first_norm, epsilon=network.shape.epsilon)


def enter(entry: Entry, tokens: Sequence[int]) -> Floats:
    """Return the first states of one text (tokens × hidden)."""
    x = unpack(entry.words[np.asarray(tokens, dtype=np.int64)])
    x += entry.places[: len(tokens)]
    _normalise(x, entry.norm, entry.epsilon)
    return x


def states(network: Network, texts: Sequence[Sequence[int]]) -> tuple[Floats, list[slice]]:
    """Return the last hidden states of all tokens (tokens × hidden), and the rows of each text."""
    ends = np.cumsum([len(text) for text in texts]).tolist()
    rows = [slice(end - len(text), end) for text, end in zip(texts, ends, strict=True)]
    before = entry(network)
    x = np.concatenate([enter(before, text) for text in texts])
    for layer in network.layers:
        mixed = x @ layer.mixed
        mixed += layer.mixed_shift
        x += _attend(mixed, rows, network.shape) @ layer.out
        x += layer.out_shift
        _normalise(x, layer.out_norm, network.shape.epsilon)
        inner = x @ layer.up
        inner += layer.up_shift
        x += _gelu_doubled(inner) @ layer.down
        x += layer.down_shift
        _normalise(x, layer.down_norm, network.shape.epsilon)
    return x, rows


def _normalise(x: Floats, norm: Norm, epsilon: float) -> None:
    """Normalise each row in place (Ba et al. 2016)."""
    x -= x.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", x, x)
    spread /= x.shape[1]
    spread += np.float32(epsilon)
    np.sqrt(spread, out=spread)
    x /= spread[:, None]
    x *= norm.scale
    x += norm.shift


def _attend(mixed: Floats, rows: Sequence[slice], shape: Shape) -> Floats:
    """Return each token's mix of the values of its own text (tokens × hidden)."""
    hidden, heads = shape.hidden, shape.heads
    found = np.empty((len(mixed), hidden), dtype=np.float32)
    for own in rows:
        part = mixed[own].reshape(-1, 3, heads, hidden // heads)
        query, key, value = part[:, 0].swapaxes(0, 1), part[:, 1].transpose(1, 2, 0), part[:, 2].swapaxes(0, 1)
        weights = query @ key
        weights -= weights.max(axis=2, keepdims=True)
        np.exp(weights, out=weights)
        total = weights.sum(axis=2, keepdims=True)
        mix = weights @ value
        mix /= total
        found[own] = mix.swapaxes(0, 1).reshape(-1, hidden)
    return found


def _gelu_doubled(x: Floats) -> Floats:
    """Return twice the Gaussian error linear unit, by its tanh form (Hendrycks & Gimpel 2016)."""
    t = x * x
    t *= np.float32(0.0356774081)
    t += np.float32(0.7978845608)
    t *= x
    np.tanh(t, out=t)
    t += np.float32(1.0)
    t *= x
    return t
