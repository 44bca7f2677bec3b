"""The encoders `use` and `folder`, and the reader of tokenizer.json."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from postlotse.core.errors import ConfigurationError
from postlotse.learning import prepare
from postlotse.learning.encoders import choose, folder, tokenfile, use
from postlotse.learning.encoders.port import Encoder, EncoderUnavailable

HOSTILE = ["", "ﷺ" * 4_000, "a\x00b", "\ud800x", "x" * 1_000_000, "́" * 100_000, "\U0010fffd" * 99, "▁" * 3_000, "<s></s><pad>"]
WORDS = [
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "▁wir",
    "▁such",
    "en",
    "▁",
    "raum",
    "▁raum",
    "s",
    "u",
    "c",
    "h",
    "w",
    "i",
    "r",
    "▁xyz",
]
UNIGRAM = {
    "added_tokens": [{"id": at, "content": WORDS[at], "special": True} for at in range(4)],
    "normalizer": {"type": "Sequence", "normalizers": [{"type": "Precompiled"}, {"type": "Lowercase"}]},
    "pre_tokenizer": {
        "type": "Sequence",
        "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True}],
    },
    "post_processor": {
        "type": "TemplateProcessing",
        "single": [
            {"SpecialToken": {"id": "<s>", "type_id": 0}},
            {"Sequence": {"id": "A", "type_id": 0}},
            {"SpecialToken": {"id": "</s>", "type_id": 0}},
        ],
        "special_tokens": {"<s>": {"id": "<s>", "ids": [0]}, "</s>": {"id": "</s>", "ids": [2]}},
    },
    "model": {"type": "Unigram", "unk_id": 3, "vocab": [[word, -1.0 - (len(word) < 2)] for word in WORDS]},
}  # fmt: skip
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "für", "fur", "raum", "##e", "##n", "!", "，", "会", "議"]
WORDPIECE = {
    "added_tokens": [{"id": at, "content": PIECES[at], "special": True} for at in range(4)],
    "normalizer": {"type": "BertNormalizer", "handle_chinese_chars": True, "strip_accents": None, "lowercase": True},
    "pre_tokenizer": {"type": "BertPreTokenizer"},
    "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
    "model": {
        "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
        "vocab": {piece: at for at, piece in enumerate(PIECES)},
    },
}  # fmt: skip


def graph(rows: int, *, width: int = 4, rank: int = 3, extra: str = "", elsewhere: bool = False) -> bytes:
    """Return a network that looks each token up in a table: token n has the vector (n, 1, n % 3, -n)."""
    onnx = pytest.importorskip("onnx", reason="onnx is not installed: no network can be made")
    from onnx import TensorProto, helper, numpy_helper

    table = np.array([[n, 1, n % 3, -n] for n in range(rows)], dtype=np.float32)[:, :width]
    weights = numpy_helper.from_array(table, "table")
    if elsewhere:
        weights.ClearField("raw_data")
        weights.data_location = TensorProto.EXTERNAL
        entry = weights.external_data.add()
        entry.key, entry.value = "location", "table.bin"
    shape = [1, "tokens", width] if rank == 3 else [1, width]
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["states"], axis=0)]
    if rank == 2:
        nodes.append(helper.make_node("ReduceMean", ["states", "axes"], ["sentence_embedding"], keepdims=0))
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "tokens"]) for name in ("input_ids", "attention_mask")]
    if extra:
        inputs.append(helper.make_tensor_value_info(extra, TensorProto.INT64, [1]))
    made = helper.make_graph(
        nodes, "tiny", inputs,
        [helper.make_tensor_value_info("states" if rank == 3 else "sentence_embedding", TensorProto.FLOAT, shape)],
        [weights, numpy_helper.from_array(np.array([1], dtype=np.int64), "axes")],
    )  # fmt: skip
    whole: bytes = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9).SerializeToString()
    onnx.checker.check_model(whole) if not elsewhere else None
    return whole


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a folder with a tiny network and its tokeniser."""
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed: no foreign encoder runs")
    (tmp_path / "onnx").mkdir()
    (tmp_path / "onnx" / "model.onnx").write_bytes(graph(len(WORDS)))
    (tmp_path / "tokenizer.json").write_text(json.dumps(UNIGRAM), encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def sentences() -> use.Use:
    """Return the real encoder; left out where its package is not installed."""
    try:
        return use.load_use()
    except EncoderUnavailable as error:
        pytest.skip(f"the vectors of use are not checked: {error}")


def unit(*values: float) -> Any:
    """Return a vector of length 1, to compare with."""
    return pytest.approx(np.array(values) / np.linalg.norm(values), abs=1e-6)


def test_unigram_is_cut_as_the_file_says() -> None:
    """Begin and end stand around, capital letters are made small, unknown signs become one piece, the limit holds."""
    tokens = tokenfile.read(json.dumps(UNIGRAM).encode())
    assert tokens.ids("Wir suchen\n\n  RAUM", 99) == [0, 4, 5, 6, 9, 2]
    assert tokens.ids("wir ☃☃", 99) == [0, 4, 7, 3, 2]
    assert tokens.ids("wir " * 50, 6) == [0, 4, 4, 4, 4, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Räume für", [2, 6, 7, 5, 3]),
        ("raumen!", [2, 6, 7, 8, 9, 3]),
        ("raumx", [2, 1, 3]),
        ("会議，raum", [2, 11, 12, 10, 6, 3]),
        ("[CLS]", [2, 1, 1, 1, 3]),
        ("r" * 101 + " raum", [2, 1, 6, 3]),
    ],
    ids=["accents", "endings", "uncut", "chinese", "special", "long"],
)
def test_wordpiece_is_cut_as_the_file_says(text: str, expected: list[int]) -> None:
    """The longest piece first, signs alone, accents off; a word with a foreign rest is unknown as a whole."""
    assert tokenfile.read(json.dumps(WORDPIECE).encode()).ids(text, 99) == expected


@pytest.mark.parametrize("name", ["<s>", "<pad>", "</s>", "<unk>"])
def test_special_pieces_are_not_read_from_a_text(name: str) -> None:
    """A mail that writes a special piece does not get it."""
    assert set(tokenfile.read(json.dumps(UNIGRAM).encode()).ids(f"wir{name} {name}", 99)[1:-1]) & {0, 1, 2} == set()


def changed(told: dict[str, Any], **parts: Any) -> bytes:
    """Return a tokeniser file with parts replaced."""
    return json.dumps(told | parts).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b"\xff\xfe",
        changed(UNIGRAM, model={"type": "BPE", "vocab": {"a": 0}, "merges": []}),
        changed(UNIGRAM, model={"type": "Unigram", "unk_id": 99, "vocab": [["a", 0.0]]}),
        changed(UNIGRAM, model={"type": "Unigram", "unk_id": 0, "vocab": [["a", 0.0]], "byte_fallback": True}),
        changed(UNIGRAM, pre_tokenizer={"type": "ByteLevel"}),
        changed(UNIGRAM, pre_tokenizer={"type": "Metaspace", "replacement": "▁", "prepend_scheme": "never"}),
        changed(UNIGRAM, normalizer={"type": "Replace", "pattern": {"Regex": "(a+)+$"}, "content": ""}),
        changed(UNIGRAM, post_processor={"type": "Strange"}),
        changed(WORDPIECE, model={"type": "WordPiece", "vocab": {"a": 0}}),
    ],
    ids=["empty", "list", "deep", "bytes", "bpe", "unknown", "fallback", "bytelevel", "never", "regex", "frame", "no-unknown"],
)  # fmt: skip
def test_a_strange_tokeniser_is_refused(content: bytes) -> None:
    """What this reader cannot cut as the model learned it is refused in a sentence, whatever the bytes are."""
    with pytest.raises(EncoderUnavailable, match=r"tokenizer\.json"):
        tokenfile.read(content)


def test_the_encoder_of_a_folder(own: Path) -> None:
    """The mean of the vectors of all tokens, of length 1; alone and among others the same."""
    encoder = choose.load(f"folder:{own}")
    assert (encoder.name, encoder.width) == ("folder", 4)
    ids = np.array([0, 4, 9, 2])
    assert encoder.encode(["wir raum"])[0] == unit(ids.mean(), 1, (ids % 3).mean(), -ids.mean())
    texts = ["wir", "raum", "wir suchen raum", ""]
    assert np.array_equal(encoder.encode(texts)[2:3], encoder.encode(texts[2:3]))
    assert encoder.encode([]).shape == (0, 4)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"encoder.json": {"prefix": "raum "}}, [0, 9, 4, 2]),
        ({"encoder.json": {"pooling": "cls"}}, [0]),
        ({"1_Pooling/config.json": {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}}, [0]),
        ({"modules.json": [{"type": "sentence_transformers.models.Transformer"}, {"type": "x.Normalize"}]}, [0, 4, 2]),
    ],
    ids=["prefix", "first", "first-by-pooling", "modules"],
)
def test_settings_of_a_folder(own: Path, files: dict[str, Any], expected: list[int]) -> None:
    """Prefix and pooling come from our file, else from those of sentence-transformers."""
    for name, told in files.items():
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_text(json.dumps(told), encoding="utf-8")
    ids = np.array(expected)
    assert folder.load_folder(own).encode(["wir"])[0] == unit(ids.mean(), 1, (ids % 3).mean(), -ids.mean())


def test_the_maximum_of_tokens(own: Path) -> None:
    """The other way to make one vector of several."""
    (own / "encoder.json").write_text('{"pooling": "max"}', encoding="utf-8")
    assert folder.load_folder(own).encode(["wir"])[0] == unit(4, 1, 2, 0)


def test_a_graph_that_pools_itself(own: Path) -> None:
    """A sentence vector of the graph is taken as it is."""
    (own / "onnx" / "model.onnx").write_bytes(graph(len(WORDS), rank=2))
    ids = np.array([0, 4, 2])
    assert folder.load_folder(own).encode(["wir"])[0] == unit(ids.mean(), 1, (ids % 3).mean(), -ids.mean())


def test_tokens_are_limited(own: Path) -> None:
    """As many tokens are read as the folder says."""
    (own / "sentence_bert_config.json").write_text('{"max_seq_length": 8}', encoding="utf-8")
    encoder = folder.load_folder(own)
    assert np.array_equal(encoder.encode(["wir " * 6]), encoder.encode(["wir " * 600]))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_and_a_folder(own: Path, text: str) -> None:
    """Whatever a mail holds, a row of finite numbers comes back."""
    assert np.isfinite(folder.load_folder(own).encode([text, prepare.for_encoder(text, text)])).all()


def test_a_text_that_a_graph_refuses_gets_zeros(own: Path) -> None:
    """The table of this network is too short for one piece: the mail is read by its words alone."""
    (own / "onnx" / "model.onnx").write_bytes(graph(len(WORDS) - 1))
    rows = folder.load_folder(own).encode(["wir", "xyz"])
    assert rows[0].any()
    assert not rows[1].any()


def test_the_fingerprint_changes_with_every_file(own: Path) -> None:
    """Network, tokeniser and settings decide the vectors, so each of them decides the fingerprint."""
    marks = [folder.load_folder(own).fingerprint]
    (own / "encoder.json").write_text('{"prefix": "query: "}', encoding="utf-8")
    marks.append(folder.load_folder(own).fingerprint)
    (own / "tokenizer.json").write_text(json.dumps(UNIGRAM) + " ", encoding="utf-8")
    marks.append(folder.load_folder(own).fingerprint)
    (own / "onnx" / "model.onnx").write_bytes(graph(len(WORDS), width=3))
    marks.append(folder.load_folder(own).fingerprint)
    assert len(set(marks)) == 4
    assert folder.load_folder(own).fingerprint == marks[-1]


def damage(name: str, content: bytes) -> Callable[[Path], None]:
    """Return a change of one file."""

    def change(path: Path) -> None:
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_bytes(content)

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda path: (path / "onnx" / "model.onnx").unlink(), r"model\.onnx"),
        (lambda path: (path / "tokenizer.json").unlink(), r"tokenizer\.json"),
        (damage("onnx/model.onnx", b"no graph"), "laden"),
        (damage("encoder.json", b"{"), r"encoder\.json"),
        (damage("encoder.json", b'{"prefx": "x"}'), "prefx"),
        (damage("encoder.json", b'{"pooling": "last"}'), "Einstellungen"),
        (damage("encoder.json", b" " * 70_000), "zu groß"),
        (damage("modules.json", b'[{"type": "sentence_transformers.models.Dense"}]'), "Dense"),
        (damage("1_Pooling/config.json", b'{"pooling_mode_cls_token": true, "pooling_mode_max_tokens": true}'), "mehrere"),
        (damage("1_Pooling/config.json", b'{"pooling_mode_lasttoken": true}'), "Einstellungen"),
    ],
    ids=["no-graph", "no-tokeniser", "broken-graph", "json", "unknown", "pooling", "large", "dense", "several", "last"],
)
def test_an_unfit_folder_is_refused(own: Path, change: Callable[[Path], None], said: str) -> None:
    """Each defect is said in a sentence before anything is trained."""
    change(own)
    with pytest.raises(EncoderUnavailable, match=said):
        folder.load_folder(own)


def test_an_unfit_graph_is_refused(own: Path) -> None:
    """Weights in another file, unknown inputs and a table too short for the longest text are told at the start."""
    for made, said in (
        (graph(len(WORDS), elsewhere=True), "zweiten Datei"),
        (graph(len(WORDS), extra="image"), "Eingänge"),
        (graph(2), "rechnet nicht"),
    ):
        (own / "onnx" / "model.onnx").write_bytes(made)
        with pytest.raises(EncoderUnavailable, match=said):
            folder.load_folder(own)


def test_no_python_of_a_folder_runs(own: Path) -> None:
    """Code that lies in the folder stays where it is."""
    (own / "modeling.py").write_text("raise SystemExit", encoding="utf-8")
    (own / "modules.json").write_text('[{"type": "sentence_transformers.models.Transformer"}]', encoding="utf-8")
    folder.load_folder(own)
    assert not [name for name, module in sys.modules.items() if str(own) in str(getattr(module, "__file__", ""))]


def test_where_the_own_encoder_lies(own: Path, tmp_path: Path) -> None:
    """It lies beside the texts of a model; without a place it is unavailable, not guessed."""
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / choose.OWN).symlink_to(own)
    assert choose.load("folder", beside=tmp_path / "model").width == 4
    with pytest.raises(EncoderUnavailable, match="Ordner"):
        choose.load("folder")
    with pytest.raises(ConfigurationError):
        choose.load("e5:/somewhere")


def test_without_the_package_use_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing package is said with its cure; another version than the examined one is refused."""
    monkeypatch.setattr(use, "VERSION", "9.9.9")
    with pytest.raises(EncoderUnavailable, match=r"postlotse\[use\]"):
        use.load_use()
    monkeypatch.setattr(use, "PACKAGE", "not-installed-anywhere")
    said: list[str] = []
    assert choose.load_or_none("use", said.append).name == "none"
    assert "postlotse[use]" in said[0]


def test_use_refuses_foreign_weights(sentences: use.Use, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the examined weights and vocabulary are read."""
    monkeypatch.setitem(use._EXAMINED, "sp.model", "0" * 64)
    with pytest.raises(EncoderUnavailable, match="Hash"):
        use.load_use()


def test_use_finds_translations(sentences: use.Use) -> None:
    """Every sentence is nearest to its own translation; a text alone and among others gets the same vector."""
    left = ["Wir suchen einen Raum für unser Vereinstreffen", "Ich kann meine Miete nicht mehr bezahlen"]
    right = ["Derneğimizin toplantısı için bir salon arıyoruz", "لم أعد أستطيع دفع الإيجار"]
    vectors = sentences.encode(left + right)
    assert (vectors[:2] @ vectors[2:].T).argmax(axis=1).tolist() == [0, 1]
    assert vectors[1:2] == pytest.approx(sentences.encode(left[1:]), abs=1e-5)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert sentences.encode([]).shape == (0, sentences.width)


@pytest.mark.parametrize("text", [*HOSTILE, "Я більше не можу платити за квартиру", "هزینه اجاره را ندارم"])
def test_hostile_text_and_use(sentences: use.Use, text: str) -> None:
    """Ligatures, NUL, lone surrogates, megabytes and unknown languages are harmless, and the pieces are limited."""
    encoder: Encoder = sentences
    assert np.isfinite(encoder.encode([text, prepare.for_encoder("", text)])).all()
    assert len(sentences._backend.sp.encode(text[:2_000].replace("\ud800", "?"))) <= use.MOST_PIECES
