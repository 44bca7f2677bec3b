"""The adapter `folder`: a sentence encoder that an operator put into a folder, as ONNX with its `tokenizer.json`.

    encoder/tokenizer.json                      how text is cut (Unigram or WordPiece)
    encoder/model.onnx or onnx/model.onnx       the network, weights inside
    encoder/1_Pooling/config.json               optional: mean, first token or maximum
    encoder/sentence_bert_config.json           optional: how many tokens
    encoder/modules.json                        optional: refused when it asks for more than pooling and length 1
    encoder/encoder.json                        optional, ours: {"prefix": "query: ", "pooling": "mean", "max_tokens": 256}

Nothing of a folder is executed but the graph by onnxruntime's own operators: no Python, no library of operators, no second
file of weights.  Everything that decides the vectors goes into the fingerprint.
"""

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from postlotse.learning.encoders import tokenfile
from postlotse.learning.encoders.port import EncoderUnavailable
from postlotse.learning.encoders.tokenfile import Tokens

Floats = NDArray[np.float32]

_LOG = logging.getLogger(__name__)
_MODELS = ("model.onnx", "onnx/model.onnx")
_MOST_BYTES = {".onnx": 1_073_741_824, "tokenizer.json": 67_108_864}
_MOST_BYTES_ELSE = 65_536
_MOST_TOKENS = 512
_USUAL_TOKENS = 256
_MOST_WIDTH = 4_096
#: Characters that can matter for a token.
_CHARACTERS = 16
#: Changes whenever our reading changes the vectors by more than rounding.
_VERSION = "1"
#: How a graph says that weights lie in another file (the key `location` of a tensor).
_ELSEWHERE = b"\x0a\x08location"
_DONE_HERE = {"Transformer", "Pooling", "Normalize"}
_INPUTS = {"input_ids", "attention_mask", "token_type_ids"}
_INTEGERS = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
_PROBE = "Guten Tag, wir suchen einen Raum für unser Treffen. Добрий день! مرحبا "


class Pooling(StrEnum):
    """How one vector comes from those of the tokens."""

    MEAN = "mean"
    FIRST = "cls"
    MAXIMUM = "max"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the small files of a folder say."""

    prefix: str = ""
    pooling: Pooling = Pooling.MEAN
    most_tokens: int = _USUAL_TOKENS


class Folder:
    """Sentence vectors of length 1; safe for threads."""

    name = "folder"
    precision = "onnx"

    def __init__(self, session: Any, tokens: Tokens, settings: Settings, fingerprint: str, *, threads: int = 2) -> None:
        self.fingerprint = fingerprint
        self._session = session
        self._tokens = tokens
        self._settings = settings
        self._threads = threads
        self._inputs = {entry.name: _INTEGERS.get(entry.type) for entry in session.get_inputs()}
        if "input_ids" not in self._inputs or not set(self._inputs) <= _INPUTS or None in self._inputs.values():
            raise EncoderUnavailable(f"Das Modell im Encoder-Ordner hat unerwartete Eingänge: {', '.join(self._inputs)}.")
        self._output = _output(session.get_outputs())
        try:
            whole = self._vector(_PROBE * settings.most_tokens)  # the longest text there can be
        except Exception as error:  # a runtime raises whatever a graph makes it raise
            raise EncoderUnavailable(f"Das Modell im Encoder-Ordner rechnet nicht ({type(error).__name__}).") from error
        if whole.ndim != 1 or not 0 < len(whole) <= _MOST_WIDTH or not np.isfinite(whole).all():
            raise EncoderUnavailable("Das Modell im Encoder-Ordner gibt keine brauchbaren Vektoren.")
        self.width = len(whole)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row of length 1 per text; a text that the graph cannot compute gets zeros."""
        found = np.zeros((len(texts), self.width), dtype=np.float32)

        def compute(number: int) -> None:
            try:
                vector = self._vector(texts[number])
            except Exception as error:  # noqa: BLE001 - a foreign graph may refuse a text; the words of the mail remain
                _LOG.warning("the encoder of the folder failed on a text (%s)", type(error).__name__)
                return
            if np.isfinite(vector).all():
                found[number] = vector

        if len(texts) < 2 or self._threads < 2:
            for number in range(len(texts)):
                compute(number)
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(compute, range(len(texts))))
        return found

    def _vector(self, text: str) -> Floats:
        most = self._settings.most_tokens
        read = text[: most * _CHARACTERS].replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")
        ids = self._tokens.ids(self._settings.prefix + read, most)
        if not ids:
            return np.zeros(self.width, dtype=np.float32)
        values = {"input_ids": ids, "attention_mask": [1] * len(ids), "token_type_ids": [0] * len(ids)}
        fed = {name: np.array([values[name]], dtype=sort) for name, sort in self._inputs.items()}
        found = np.asarray(self._session.run([self._output], fed)[0][0], dtype=np.float32)
        if found.ndim == 2:
            match self._settings.pooling:
                case Pooling.MEAN:
                    found = found.mean(axis=0)
                case Pooling.FIRST:
                    found = found[0]
                case Pooling.MAXIMUM:
                    found = found.max(axis=0)
        return np.asarray(found / max(float(np.linalg.norm(found)), 1e-9), dtype=np.float32)


def _output(outputs: Sequence[Any]) -> str:
    """Return the output to read: the vectors of the tokens, else that of the sentence."""
    ranks = {entry.name: len(entry.shape) for entry in outputs}
    for name in ("sentence_embedding", "last_hidden_state", "token_embeddings", *ranks):
        if ranks.get(name) == (2 if name == "sentence_embedding" else 3):
            return str(name)
    for name, rank in ranks.items():
        if rank == 2:
            return str(name)
    raise EncoderUnavailable("Das Modell im Encoder-Ordner gibt keine Vektoren von Wörtern oder Sätzen.")


def load_folder(path: Path) -> Folder:
    """Return the encoder of a folder; raises EncoderUnavailable with what is wrong."""
    try:
        import onnxruntime  # takes its time, and may be missing
    except ImportError as error:
        raise EncoderUnavailable(
            "Für einen eigenen Encoder fehlt onnxruntime. Mit „pip install postlotse[folder]“ kommt es."
        ) from error
    hashed = hashlib.sha256()
    network = next((name for name in _MODELS if (path / name).is_file()), None)
    if network is None:
        raise EncoderUnavailable(f"Im Encoder-Ordner {path} liegt kein model.onnx.")
    tokens = tokenfile.read(_content(path, "tokenizer.json", hashed))
    settings = read_settings(
        {
            name: _json(path, name, hashed)
            for name in ("modules.json", "sentence_bert_config.json", "1_Pooling/config.json", "encoder.json")
            if (path / name).is_file()
        }
    )
    graph = _content(path, network, hashed)
    if _ELSEWHERE in graph:
        raise EncoderUnavailable("Das Modell im Encoder-Ordner hat Gewichte in einer zweiten Datei; nötig ist eine einzige.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False  # the arena keeps what the longest mail ever needed
    try:
        session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # as above
        raise EncoderUnavailable(f"model.onnx im Encoder-Ordner lässt sich nicht laden ({type(error).__name__}).") from error
    return Folder(session, tokens, settings, f"{hashed.hexdigest()[:16]}-{_VERSION}")


def read_settings(told: Mapping[str, Any]) -> Settings:
    """Return what the small files say, by name; ours goes first.  Raises EncoderUnavailable for what is not done here."""
    try:
        modules = {str(part["type"]).rpartition(".")[2] for part in told.get("modules.json", [])}
        if modules - _DONE_HERE:
            raise EncoderUnavailable(
                f"Der Encoder-Ordner verlangt Schritte, die es hier nicht gibt: {', '.join(sorted(modules - _DONE_HERE))}."
            )
        pools = told.get("1_Pooling/config.json", {})
        names = {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls", "pooling_mode_max_tokens": "max"}
        chosen = [names.get(key, key) for key, value in pools.items() if key.startswith("pooling_mode_") and value is True]
        if len(chosen) > 1:
            raise EncoderUnavailable("Der Encoder-Ordner verlangt mehrere Arten, Vektoren zusammenzufassen.")
        own = told.get("encoder.json", {})
        if strange := sorted(set(own) - {"prefix", "pooling", "max_tokens"}):
            raise EncoderUnavailable(f"encoder.json im Encoder-Ordner nennt Unbekanntes: {', '.join(strange)}.")
        most = int(own.get("max_tokens") or told.get("sentence_bert_config.json", {}).get("max_seq_length") or _USUAL_TOKENS)
        return Settings(
            prefix=str(own.get("prefix", ""))[:200],
            pooling=Pooling(own.get("pooling") or (chosen[0] if chosen else "mean")),
            most_tokens=min(max(most, 8), _MOST_TOKENS),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EncoderUnavailable("Die Einstellungen im Encoder-Ordner sind nicht lesbar.") from error


def _content(path: Path, name: str, hashed: Any) -> bytes:
    """Return a file of limited size and add it to the hash."""
    most = next((size for end, size in _MOST_BYTES.items() if name.endswith(end)), _MOST_BYTES_ELSE)
    try:
        with (path / name).open("rb") as stream:
            content = stream.read(most + 1)
    except OSError as error:
        raise EncoderUnavailable(f"Im Encoder-Ordner fehlt {name}, oder es ist nicht lesbar.") from error
    if len(content) > most:
        raise EncoderUnavailable(f"{name} im Encoder-Ordner ist zu groß: mehr als {most // 1024} KiB.")
    hashed.update(f"{name}\0{len(content)}\0".encode())
    hashed.update(content)
    return content


def _json(path: Path, name: str, hashed: Any) -> Any:
    try:
        return json.loads(_content(path, name, hashed))
    except (ValueError, RecursionError) as error:
        raise EncoderUnavailable(f"{name} im Encoder-Ordner ist nicht lesbar.") from error
