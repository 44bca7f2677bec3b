"""Compute the network: with onnxruntime where it is installed, in 8 bits where the processor multiplies them, else with numpy.

All engines give the same vectors up to rounding (cosine over 0.998), so a model trained with one serves with another.
"""

import logging
import platform
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from postlotse.learning.encoders import bert
from postlotse.learning.encoders.bert import Floats, Network
from postlotse.learning.encoders.e5file import WeightFile

_LOG = logging.getLogger(__name__)
_SMALL = re.compile(r"\b(?:avx512_vnni|avx_vnni|amx_int8|asimddp)\b")
_PROCESSOR = Path("/proc/cpuinfo")


class Engine(Protocol):
    """Computes hidden states; `precision` names the arithmetic and is part of a cached vector's name."""

    precision: str

    def states(self, tokens: Sequence[int]) -> Floats:
        """Return the last hidden states of one text (tokens × hidden); safe for threads."""
        ...


class NumpyEngine:
    """float32 by numpy: everywhere, slower."""

    precision = "numpy"

    def __init__(self, network: Network) -> None:
        self._network = network

    def states(self, tokens: Sequence[int]) -> Floats:
        """Return the last hidden states of one text."""
        return bert.states(self._network, [tokens])[0]


class OnnxEngine:
    """onnxruntime, one thread a call; only the word vectors stay with numpy, packed as in the file."""

    def __init__(self, network: Network, *, small: bool) -> None:
        import onnxruntime  # takes its time, and may be missing

        from postlotse.learning.encoders import graph

        self.precision = "int8" if small else "float32"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # the arena keeps what the longest mail ever needed
        self._session = onnxruntime.InferenceSession(
            graph.model(network, small=small), options, providers=["CPUExecutionProvider"]
        )
        self._names = (graph.INPUT, graph.LENGTH, graph.OUTPUT)
        self._entry = bert.entry(network)

    def states(self, tokens: Sequence[int]) -> Floats:
        """Return the last hidden states of one text."""
        vectors, length, out = self._names
        fed = {vectors: bert.enter(self._entry, tokens)[None], length: np.array([len(tokens)], dtype=np.int32)}
        return np.asarray(self._session.run([out], fed)[0][0])


def multiplies_bytes() -> bool:
    """Tell whether this processor has instructions for products of 8-bit integers."""
    try:
        return bool(_SMALL.search(_PROCESSOR.read_text(encoding="ascii", errors="replace")))
    except OSError:
        return platform.machine() == "arm64"  # macOS: every such processor has them


def best(file: WeightFile) -> Engine:
    """Return the fastest engine that this machine has."""
    network = bert.build(file)
    try:
        return OnnxEngine(network, small=multiplies_bytes())
    except ImportError:
        _LOG.info("onnxruntime is not installed: the encoder computes with numpy")
    except Exception as error:  # noqa: BLE001 - whatever a runtime built for other machines raises, numpy computes the same
        _LOG.warning("onnxruntime does not run here (%s): the encoder computes with numpy", type(error).__name__)
    return NumpyEngine(network)
