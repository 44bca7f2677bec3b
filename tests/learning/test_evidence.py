"""Evidence: exact shares of words, the sentence, the neighbours, and what is never shown."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from postlotse.core.mail.types import Address, Mail
from postlotse.core.topics.shown import without_names
from postlotse.core.topics.types import Guess, TopicGuess
from postlotse.learning import bundle as made
from postlotse.learning import cache, prepare, registry
from postlotse.learning.bundle import Bundle
from postlotse.learning.encoders import choose
from postlotse.learning.encoders.e5 import E5
from postlotse.learning.encoders.port import EncoderUnavailable, Look, Reading, unread
from postlotse.learning.evidence import neighbours
from postlotse.learning.evidence.known import Hashes, as_set, contains, known_words
from postlotse.learning.evidence.layout import lay_out
from postlotse.learning.evidence.neighbours import Nearest
from postlotse.learning.evidence.shares import WordShares, of_encoder
from postlotse.learning.evidence.showable import showable
from postlotse.learning.evidence.why import Explainer, Seen, Why
from postlotse.learning.serve import LearnedModel, load
from postlotse.learning.texts import read_examples
from postlotse.learning.train import train

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")

TEXTS = Path(__file__).parents[2] / "models" / "standard" / "texts"
HALL = (
    "Guten Tag,\nwir suchen eine Turnhalle für das Training. Das Training ist am Abend, die Turnhalle war zu.\nGruß\nUte Kern"
)


@pytest.fixture(scope="module")
def bundle(trained: Path) -> Bundle:
    """Return the small model of words."""
    return registry.load(trained)[0]


@pytest.fixture(scope="module")
def e5() -> E5:
    """Return the real encoder; left out where its weights are not installed."""
    try:
        return choose.load("e5")  # type: ignore[return-value]
    except EncoderUnavailable as error:
        pytest.skip(f"evidence from the encoder is not checked: {error}")


@pytest.fixture(scope="module")
def german(e5: E5, tmp_path_factory: pytest.TempPathFactory, few: SimpleNamespace) -> LearnedModel:
    """Return a model that has read a few German texts only."""
    folder = tmp_path_factory.mktemp("german")
    few.write(folder, few.examples(14))
    train(folder, encoder="e5", cache=folder / "c", progress=few.progress, today=few.day, recipe=few.recipe)
    return load(folder, encoder=lambda _: e5)


@pytest.fixture(scope="module")
def known() -> Hashes:
    """Return the words that the shipped texts make known."""
    return as_set(known_words(read_examples(TEXTS)))


@pytest.mark.parametrize("text", [HALL, "Halle", "", "ab ab ab", "ﷺ x 12", "a\ud800b Training"], ids=range(6))
def test_hashed_words_add_up_to_the_score(bundle: Bundle, text: str) -> None:
    """What the words are said to give is what the model adds up."""
    prepared = prepare.for_words("Frage zum Training", text)
    row = bundle.words.transform([prepared])
    whole = np.asarray(row @ bundle.explained(bundle.weights.words))[0]
    given = WordShares(bundle).of(row, prepared, range(len(whole)))
    assert set(given) == set(prepared.split())
    assert sum(given.values()) == pytest.approx(whole, abs=1e-4)


def test_pieces_add_up_to_the_score(e5: E5) -> None:
    """The shares of the pieces add up to what the look sees of the vector; the vector is that of `encode`."""
    random = np.random.default_rng(1)
    look = Look(
        directions=random.normal(size=(e5.width, 40)).astype(np.float32), offsets=random.normal(size=40).astype(np.float32)
    )
    lines = [prepare.for_encoder("Frage", HALL), "", "Wort " * 400, "我们需要一个房间。谢谢", "x" * 5_000]
    for line, reading in zip(lines, e5.read(lines, look), strict=True):
        assert reading.vector == pytest.approx(e5.encode([line])[0], abs=1e-4)
        assert reading.shares.sum(axis=0, dtype=np.float32) == pytest.approx(
            reading.vector @ look.directions - look.offsets, abs=0.02
        )
        placed = reading.places[reading.places >= 0]
        assert (np.diff(placed) >= 0).all()
        assert (placed < max(1, len(line))).all()


def test_pieces_find_their_words(e5: E5) -> None:
    """Pieces of one word are joined; a link or an address in between moves nothing."""
    text = "Schau auf https://verein.example/sehr/lang oder frag a.b@verein.example nach der Hallenbelegungsplanung"
    line, layout = prepare.for_encoder("", text), lay_out("", text)
    look = Look(directions=np.ones((e5.width, 1), np.float32), offsets=np.zeros(1, np.float32))
    reading = e5.read([line], look)[0]
    _, owners = of_encoder(layout, line, reading)
    last = [at for at, owner in enumerate(owners) if owner >= 0 and layout.words[owner].written == "Hallenbelegungsplanung"]
    assert len(last) > 2
    assert line[reading.places[last[0]] :].startswith("Hallenbelegungsplanung")


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        pytest.param(
            "Γεια σας,\nο γιος μου παίζει ποδόσφαιρο. Ψάχνουμε γήπεδο για προπόνηση το βράδυ.",
            {"ποδόσφαιρο", "γήπεδο", "προπόνηση"},
            "γήπεδο",
            id="Greek",
        ),
        pytest.param(
            "Përshëndetje,\nqiraja e banesës u rrit shumë. Pronari na nxjerr nga banesa. Bashkëshortja punon natën.",
            {"qiraja", "banesës", "pronari", "banesa"},
            "banes",
            id="Albanian",
        ),
    ],
)
def test_words_of_languages_never_read(german: LearnedModel, text: str, words: set[str], sentence: str) -> None:
    """A model of German texts tells words and sentence in a language that it has never seen."""
    first = german.guess([("", text)], [None])[0].topics[0]
    assert first.id == ("sport" if "γήπεδο" in text else "wohnen")
    assert words & {word.lower() for word in first.evidence}
    assert sentence in first.sentence


def test_a_guess_is_explained_once(german: LearnedModel) -> None:
    """A second look at the same text gives the same evidence without the encoder."""
    first, again = (german.guess([("Frage", HALL)], ["de"])[0] for _ in range(2))
    assert first == again
    assert {"Turnhalle", "Training"} & set(first.topics[0].evidence)
    assert [flag for flag, _ in first.flag_evidence] == [flag for flag, chance in first.flags if chance >= 0.2]
    assert first.neighbours
    assert all(0.8 <= n.likeness <= 1.01 and n.id and n.topic for n in first.neighbours)


PEOPLE = [
    (
        "Sehr geehrte Frau Yıldız,\nmein Sohn Emre Kaya und Peter Koch brauchen einen Kurs. Amira fehlt.\nGruß\nOlena Bondar",
        "Yıldız Emre Kaya Peter Koch Amira Olena Bondar",
    ),
    (
        "Hallo Mehmet, wann ist der Deutschkurs für Fatma? Danke Amira",
        "Mehmet Fatma Amira",
    ),
    (
        "Dear Mr Okafor,\nour trainer Chidi Eze and little Grace need a room for the course.\nBest regards\nNgozi",
        "Okafor Chidi Eze Grace Ngozi",
    ),
    (
        "Merhaba Ayşe Hanım,\nkızım Elif ve Deniz için kurs arıyoruz.\nSaygılarımla\nBarış Demir",
        "Ayşe Elif Deniz Barış Demir",
    ),
    (
        "Доброго дня, пані Шевченко!\nМоя сестра Олена хоче вчити німецьку, а Тарас шукає роботу.\nЗ повагою\nІрина Коваль",
        "Шевченко Олена Тарас Ірина Коваль",
    ),
    (
        "السلام عليكم السيد حداد\nابني محمد وابنتي مريم يبحثان عن مدرسة\nمع التحية\nفاطمة الخطيب",
        "حداد محمد مريم فاطمة الخطيب",
    ),
    (
        "سلام\nپسرم امیر و دخترم نرگس مدرسه می‌خواهند\nبا احترام\nرضا کریمی",
        "امیر نرگس رضا کریمی",
    ),
    (
        "Dzień dobry Panie Kowalski,\nmoja córka Agnieszka i Krzysztof szukają kursu.\nPozdrawiam\nMagda Lis",
        "Kowalski Agnieszka Krzysztof Magda Lis",
    ),
    (
        "Bonjour Madame Keller,\nmon amie Fatou Diallo cherche un cours.\nCordialement\nAminata",
        "Keller Fatou Diallo Aminata",
    ),
    (
        "Καλημέρα κυρία Παπαδάκη,\nη κόρη μου Ελένη θέλει μαθήματα.\nΜε εκτίμηση\nΝίκος",
        "Παπαδάκη Ελένη Νίκος",
    ),
    (
        "hallo hier ist mustafa, mein bruder yusuf sucht eine wohnung in mainz",
        "mustafa yusuf",
    ),
]


@pytest.mark.parametrize(("text", "names"), PEOPLE, ids=[text[:12].split("\n")[0] for text, _ in PEOPLE])
def test_names_are_never_shown(known: Hashes, text: str, names: str) -> None:
    """No name of anybody, in no position, is a word that may be shown; other words are."""
    layout = lay_out("", text)
    shown = {layout.words[number].written for number in showable(layout, known)}
    assert not shown & set(names.split())
    assert shown


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Wir haben eine Frage zum Kindergeld und zur Wohnung", "Kindergeld"),
        ("Die Räume sind für den Sprachkursplatz und den Antrag", "Sprachkursplatz"),
        ("Merhaba, geçen ay Jobcenter bize para vermedi", "Jobcenter"),
        ("Hola, mi hijo aprende natación en la piscina", "natación"),
        ("Ми хочемо зареєструвати об'єднання в суді", "об'єднання"),
    ],
    ids=["known noun", "compound", "borrowed noun", "unknown small word", "apostrophe"],
)
def test_telling_words_may_be_shown(known: Hashes, text: str, word: str) -> None:
    """Strictness against names leaves the words that matter."""
    layout = lay_out("", text)
    assert word in {layout.words[number].written for number in showable(layout, known)}


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Wir kommen. Wann? Um 5. Uhr bei Nr. 7!", ["Wir kommen.", "Wann?", "Um 5. Uhr bei Nr.", "7!"]),
        ("متى الموعد؟ أين المكان۔ شكرا", ["متى الموعد؟", "أين المكان۔", "شكرا"]),
        ("नमस्ते। कब?", ["नमस्ते।", "कब?"]),
        ("我们需要房间。谢谢！", ["我们需要房间。", "谢谢!"]),
        ("እንዴት ነህ። ደህና", ["እንዴት ነህ።", "ደህና"]),
        ("Na ja… Gut.\nEine Zeile\nNoch eine", ["Na ja...", "Gut.", "Eine Zeile", "Noch eine"]),
        (
            "Diese Zeile ist vom Programm umbrochen worden, weil sie so lang\nist. Ende",
            ["Diese Zeile ist vom Programm umbrochen worden, weil sie so lang ist.", "Ende"],
        ),
        ("", []),
    ],
    ids=["German", "Arabic", "Hindi", "Chinese", "Amharic", "lines", "wrapped", "nothing"],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    """Marks of all scripts and line ends part sentences; a wrapped line does not."""
    layout = lay_out("", text)
    assert [" ".join(layout.text[a:b].split()) for a, b in layout.sentences] == sentences


def test_the_sentence_is_cut_and_never_a_greeting(bundle: Bundle) -> None:
    """At most 200 characters in one line, from the text, not from greeting or closing."""
    explainer = Explainer(bundle)
    text = f"Liebe Wohnung Wohnung,\n{'Wir suchen eine Wohnung, die Miete ist hoch, ' * 9}\nDanke Wohnung"
    column = bundle.labels.topics.index("wohnen")
    nothing = unread(np.zeros(0, np.float32), 0)

    def why(subject: str, text: str) -> Why:
        prepared = prepare.for_words(subject, text)
        row, line = bundle.words.transform([prepared]), prepare.for_encoder(subject, text)
        return explainer.why((subject, text), Seen(prepared=prepared, row=row, line=line, reading=nothing), [column])

    long = why("Wohnung", text)
    assert long.sentence.startswith("Wir suchen eine Wohnung")
    assert long.sentence.endswith("…")
    assert len(long.sentence) <= 200
    assert why("", "").words == ((),)


def _points(bundle: Bundle, ids: list[str]) -> Bundle:
    """Return a bundle with an encoder of three numbers whose decided texts are the three axes and one between."""
    topics = len(bundle.labels.topics)
    weights = np.zeros((3, bundle.weights.intercepts.size), np.float32)
    weights[:, :topics] = np.eye(3, topics) * 3
    rows = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0.9, 0]], dtype=np.float32)
    return replace(
        bundle,
        embedding_mean=np.zeros(3, np.float32),
        embedding_scale=np.ones(3, np.float32),
        weights=replace(bundle.weights, embedding=weights),
        neighbours=neighbours.remember(ids, [0, 1, -1, 0], rows, weights[:, :topics]),
    )


def test_neighbours_are_confirmed_decisions_where_there_are_some(bundle: Bundle) -> None:
    """Only ids of what has a topic are kept, training texts only while nothing is confirmed."""
    before = _points(bundle, ["a", "b", "c", "d"])
    assert before.neighbours.ids == ("a", "b", "d")
    assert next((n.id, n.case) for n in Nearest(before).of(np.array([1, 0, 0], np.float32))) == ("a", "")
    after = _points(bundle, ["a", "MO-2026-0031/2", "c", "d"])
    found = Nearest(after).of(np.array([0, 1, 0.05], np.float32))
    assert [(n.id, n.case, n.topic) for n in found] == [("MO-2026-0031/2", "MO-2026-0031", bundle.labels.topics[1])]
    assert Nearest(after).of(np.array([1, 0, 0], np.float32)) == ()


def test_the_model_file_keeps_ids_and_numbers(bundle: Bundle) -> None:
    """Neighbours come back from the file; a model from before there were any has none; a torn one is refused."""
    plain = made.to_plain(_points(bundle, ["a", "b", "c", "d"]))
    back = made.from_plain(plain).neighbours
    assert back.ids == ("a", "b", "d")
    assert back.points.dtype == np.int8
    with pytest.raises(ValueError, match="neighbours"):
        made.from_plain({**plain, "neighbours": [["a"], back.topics, back.points]})
    del plain["neighbours"]
    assert made.from_plain(plain).neighbours.ids == ()


def test_words_only_has_no_neighbours(trained: Path) -> None:
    """Without an encoder there is nothing to compare, and words and sentence are still told."""
    guess = load(trained).guess([("", HALL)], [None])[0]
    assert guess.neighbours == ()
    assert "Training" in guess.topics[0].sentence or "Turnhalle" in guess.topics[0].sentence


class Reading1:
    """A reader of one number that counts what it is asked."""

    name, fingerprint, precision, width = "one", "o", "", 1

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Return ones."""
        return np.ones((len(texts), 1), np.float32)

    def read(self, texts: list[str], look: Look) -> list[Reading]:
        """Return a piece each."""
        self.asked += texts
        vector, places = np.ones(1, np.float32), np.zeros(1, np.int16)
        shares = np.ones((1, look.directions.shape[1]), np.float16)
        return [Reading(vector=vector, places=places, shares=shares) for _ in texts]


def test_readings_are_remembered() -> None:
    """A text is read once, with what its pieces gave."""
    encoder = Reading1()
    look = Look(directions=np.ones((1, 2), np.float32), offsets=np.zeros(2, np.float32))
    remembering = cache.Remembering(encoder, look=look)  # type: ignore[arg-type]
    assert [r.shares.shape for r in remembering.read(["a", "b", "a"])] == [(1, 2)] * 3
    assert remembering.encode(["b"]).tolist() == [[1.0]]
    assert encoder.asked == ["a", "b"]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "a" * 100_000, "Frau " * 2_000, "\u0301" * 9_000, ".\n" * 4_000, "我" * 9_000, "\ud800"]
)
def test_hostile_text_is_laid_out(text: str, known: Hashes) -> None:
    """Nothing raises, whatever the text."""
    layout = lay_out(text, text)
    assert len(layout.text) <= 4_000
    assert all(layout.text[w.start : w.end] == w.written for w in layout.words)
    showable(layout, known)


def test_what_only_one_voice_uses_is_unknown(few: SimpleNamespace) -> None:
    """A word is known from the second voice on, a name never."""
    base = few.examples(1)[0]
    voices = [
        replace(base, voice=voice, text="Wir brauchen die Turnhalle für Amira.\nDanke\nAmira Yildiz") for voice in ("a", "b")
    ]
    assert not contains(as_set(known_words(voices[:1])), "turnhalle")
    both = as_set(known_words(voices))
    assert contains(both, "turnhalle")
    assert not contains(both, "amira")
    assert not contains(both, "yildiz")


@pytest.mark.parametrize(
    "people",
    [
        {"from_": (Address(name="Turnhalle Müller", address="x@y.example"),)},
        {"forwarded_from": Address(name="Eva Turnhalle")},
        {"reply_to": (Address(address="turnhalle.info@y.example"),)},
    ],
    ids=["sender", "forwarded", "address"],
)
def test_names_of_the_mail_are_taken_out(people: dict[str, object]) -> None:
    """What stands in the names of the people of a mail is no evidence."""
    guess = Guess(
        topics=(TopicGuess(id="sport", probability=0.9, evidence=("Turnhalle", "Training")),),
        flag_evidence=(("deadline", ("TURNHALLE", "Freitag")),),
    )
    left = without_names(guess, Mail(**people))  # type: ignore[arg-type]
    assert left.topics[0].evidence == ("Training",)
    assert left.flag_evidence == (("deadline", ("Freitag",)),)
    assert without_names(guess, Mail()) is guess
