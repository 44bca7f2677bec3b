"""Topics that came, went or were merged since the model was trained."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from postlotse.core.errors import ConfigurationError
from postlotse.core.rules.types import RuleBook
from postlotse.core.topics.book import Topic
from postlotse.core.topics.types import Guess
from postlotse.datafiles.rulefiles import judge, read_rules
from postlotse.learning import confirmed, described, gate, pipeline, registry
from postlotse.learning.bundle import Described
from postlotse.learning.compare import compare
from postlotse.learning.confirmed import Decision
from postlotse.learning.encoders.port import EncoderUnavailable
from postlotse.learning.newtopics import FittedModel, fitted
from postlotse.learning.serve import LearnedModel, load
from postlotse.learning.texts import Example
from postlotse.learning.train import train
from postlotse.testing import FakeModel
from postlotse.wiring import FittingModels

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")

ROOT = Path(__file__).parents[2]
CEMETERY = Topic(
    id="friedhof",
    names={"de": "Friedhof und Bestattung", "tr": "Mezarlık ve cenaze", "uk": "Цвинтар і поховання"},
    description="Gräber, Bestattungen und Friedhöfe der Stadt",
    keywords={
        "de": ("Friedhof*", "Grab", "Grabstelle*", "Bestattung*"),
        "tr": ("mezar*", "cenaze*"),
        "uk": ("цвинтар*", "похован*"),
    },
)
GRAVE = ("Grabstelle", "Wir möchten die Grabstelle meines Vaters auf dem Friedhof verlängern.")
KNOWN = {
    name: Topic(id=name, names={"de": words.split()[0]}, keywords={"de": tuple(words.split())})
    for name, words in {
        "wohnen": "Wohnung Miete Vermieter Heizung",
        "sport": "Sport Halle Training Fußball",
        "foerdermittel": "Fördermittel Zuschuss Antrag Projekt",
        "deutsch": "Deutschkurs Deutsch Kurs Sprachkurs",
    }.items()
}
FLAT = ("Miete", "Wir bekommen eine Kündigung für die Wohnung, der Vermieter will uns raus haben")


class Concepts:
    """An encoder of eight numbers: what a text speaks of, and a little that is its own."""

    name, fingerprint, precision, width = "concepts", "k1", "whole", 8
    _STEMS = (
        "wohn miet vermiet",
        "sport halle train fuß",
        "förder zuschuss projekt",
        "deutsch kurs",
        "fried grab bestatt vater",
    )

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text."""
        rows = np.zeros((len(texts), self.width), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for place, stems in enumerate(self._STEMS):
                row[place] = sum(text.lower().count(stem) for stem in stems.split())
            row += np.frombuffer(sha256(text.encode()).digest()[:8], dtype=np.uint8) / 700
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6), dtype=np.float32)


@pytest.fixture(scope="module")
def words(trained: Path) -> LearnedModel:
    """Return the small model of words."""
    return load(trained)


@pytest.fixture(scope="module")
def concepts(trained: Path, few: SimpleNamespace) -> LearnedModel:
    """Return a small model with the encoder of this file."""
    examples, encoder = few.examples(14), Concepts()
    rows = encoder.encode([f"{x.subject} {x.text}" for x in examples])
    material = pipeline.prepare_material(examples, rows, few.recipe)
    bundle = pipeline.finish(material, pipeline.cross_scores(material, few.recipe, few.progress), few.recipe)
    card = replace(registry.read_card(trained), encoder=encoder.name, topics=bundle.labels.topics)
    return LearnedModel(bundle, card, encoder)


def ask(model: object, pair: tuple[str, str], language: str = "de") -> Guess:
    """Return the guess for one text."""
    return model.guess([pair], [language])[0]  # type: ignore[attr-defined,no-any-return]


def test_a_book_with_the_known_topics_changes_nothing(words: LearnedModel) -> None:
    """The model itself answers; so does one that nothing is known of."""
    fake = FakeModel()
    assert fitted(words, KNOWN) is words
    assert fitted(fake, KNOWN) is fake


@pytest.mark.parametrize("kind", ["words", "concepts"])
def test_a_new_topic_is_found_by_its_description(kind: str, request: pytest.FixtureRequest) -> None:
    """Its mail gets it first, with the keywords as they are written, never sure; other mails keep their topic."""
    model = request.getfixturevalue(kind)
    new = fitted(model, KNOWN | {"friedhof": CEMETERY})
    found = ask(new, GRAVE)
    assert (found.topics[0].id, found.topics[0].described, found.sure, found.abstained) == ("friedhof", True, False, False)
    assert {"Grabstelle", "Friedhof"} <= set(found.topics[0].evidence)
    chances = [topic.probability for topic in found.topics]
    assert chances == sorted(chances, reverse=True)
    assert {topic.id for topic in found.topics} == {*KNOWN, "friedhof"}
    assert ask(new, FLAT).topics[0].id == ask(model, FLAT).topics[0].id == "wohnen"
    assert new.fingerprint == model.fingerprint


def test_without_keywords_the_meaning_is_enough(concepts: LearnedModel) -> None:
    """A topic of a name and a sentence is told apart by the encoder."""
    bare = replace(CEMETERY, keywords={})
    chance = {t.id: t.probability for t in ask(fitted(concepts, KNOWN | {"friedhof": bare}), ("", "Mein Vater im Grab")).topics}
    flat = {t.id: t.probability for t in ask(fitted(concepts, KNOWN | {"friedhof": bare}), FLAT).topics}
    assert chance["friedhof"] > 0.3 > 0.05 > flat.get("friedhof", 0.0)


@pytest.mark.parametrize("text", ["", " \n", "12 34 …"], ids=["empty", "blank", "numbers"])
def test_nothing_is_abstained_from(concepts: LearnedModel, text: str) -> None:
    """Where nothing stands no new topic is suggested."""
    found = ask(fitted(concepts, KNOWN | {"friedhof": CEMETERY}), ("", text))
    assert found.abstained
    assert "friedhof" not in {topic.id for topic in found.topics}


def test_batches_answer_like_single_texts(concepts: LearnedModel, few: SimpleNamespace) -> None:
    """The order is kept, also beyond one batch; no texts give no guesses."""
    model = fitted(concepts, KNOWN | {"friedhof": CEMETERY})
    pairs = [GRAVE, FLAT, *((x.subject, x.text) for x in few.examples(9))][:70]
    together = model.guess(pairs, [None] * len(pairs))
    for row in (0, 1, len(pairs) - 1):
        alone = model.guess([pairs[row]], [None])[0]
        assert [t.id for t in alone.topics] == [t.id for t in together[row].topics]
    assert model.guess([], []) == []


def test_a_topic_that_is_no_more_is_not_told(words: LearnedModel) -> None:
    """The others do not grow by it: what was about it is about nothing we have."""
    rest = {name: topic for name, topic in KNOWN.items() if name != "wohnen"}
    before, found = ask(words, FLAT), ask(fitted(words, rest), FLAT)
    assert before.topics[0].id == "wohnen"
    assert [topic.id for topic in found.topics] == [topic.id for topic in before.topics if topic.id != "wohnen"]
    assert (found.abstained, found.sure) == (True, False)
    assert all(each.topic in rest for each in found.neighbours)
    assert ask(fitted(words, {}), FLAT).topics == ()


def test_merged_topics_count_together(words: LearnedModel) -> None:
    """What the model learned of both speaks for the one that they are now."""
    home = Topic(id="zuhause", names={"de": "Zuhause"}, was=("wohnen", "deutsch"))
    rest = {name: topic for name, topic in KNOWN.items() if name not in home.was}
    before, model = ask(words, FLAT), fitted(words, rest | {"zuhause": home})
    found = ask(model, FLAT)
    parts = [topic.probability for topic in before.topics if topic.id in home.was]
    assert {topic.id for topic in found.topics} == {*rest, "zuhause"}
    assert found.topics[0].id == "zuhause"
    assert not found.topics[0].described
    assert found.topics[0].evidence
    assert found.topics[0].probability == pytest.approx(1 - (1 - parts[0]) * (1 - parts[1]))
    assert all(each.topic in {*rest, "zuhause"} for each in found.neighbours)


def test_training_learns_descriptions_merges_and_confirmed_new_topics(
    trained: Path, tmp_path: Path, few: SimpleNamespace
) -> None:
    """After it the topic is one like the others; labels and decisions of merged topics bear the new id, also when compared."""
    few.write(tmp_path / "m", few.examples(14))
    first = few.train(tmp_path / "m", tmp_path / "c")
    home = Topic(id="zuhause", names={"de": "Zuhause"}, was=("wohnen",))
    book = {name: topic for name, topic in KNOWN.items() if name != "wohnen"} | {"zuhause": home, "friedhof": CEMETERY}
    decisions = [
        Decision(example=_decided(f"MO-2026-{n:04d}", f"Die Grabstelle Nummer {n} auf dem Friedhof: {more}", "friedhof"),
                 at=datetime(2026, 3, 1, tzinfo=UTC), by="anna", writer=f"w{n}")
        for n, more in enumerate(["verlängern", "auflösen", "wer pflegt das Grab", "Kosten der Bestattung", "Urne"], 1)
    ]  # fmt: skip
    decisions.append(replace(decisions[0], example=_decided("MO-2026-0099", "Die Miete ist zu hoch", "wohnen"), writer="w99"))
    card = train(
        tmp_path / "m", encoder="none", cache=tmp_path / "c", progress=few.progress, today=few.day, recipe=few.recipe,
        decisions=decisions, topics=tuple(book.values()),
    )  # fmt: skip
    model = load(tmp_path / "m", card.version)
    assert set(card.topics) == set(book)
    assert card.merged == {"wohnen": "zuhause"}
    assert set(model.described.ids) == set(book)
    assert ask(model, GRAVE).topics[0].id == "friedhof"
    assert ask(fitted(model, book), FLAT).topics[0].id == "zuhause"
    assert not any(topic.described for topic in ask(fitted(model, book), GRAVE).topics)
    found = compare(tmp_path / "m", first.version, card.version, today=few.day, decisions=[x.example for x in decisions])
    assert {name for pair in found.pairs for x in pair for name in x.topics} <= set(book)
    assert set(found.learned) == {x.example.id for x in decisions}
    assert not [sentence for sentence in gate.refusals(found) if "wohnen" in sentence]
    assert confirmed.renamed(decisions, book.values())[-1].example.topics == ("zuhause",)


def _decided(identity: str, text: str, topic: str) -> Example:
    return Example(
        id=identity, lang="de", voice=identity, subject="", body=text, text=text, kind="concern", topics=(topic,), flags=()
    )


def test_descriptions_are_weighed_on_the_texts(few: SimpleNamespace) -> None:
    """With enough texts slopes are fitted, with few the measured ones hold; the same texts give the same numbers."""
    examples, encoder = few.examples(14), Concepts()
    material = pipeline.prepare_material(examples, encoder.encode([f"{x.subject} {x.text}" for x in examples]), few.recipe)
    vectors = encoder.encode([line for topic in KNOWN.values() for _, line in described.sentences(topic)])

    def learned(count: int) -> Described:
        told = [(x.subject, x.text) for x in examples][:count]
        primary = [x.topics[0] if x.topics else "" for x in examples][:count]
        space = (material.levels, material.mean, material.scale)
        return described.learn(list(KNOWN.values()), vectors, *space, material.dense, told, primary)

    whole = learned(len(examples))
    assert whole.slopes == learned(len(examples)).slopes != described.WITH_ENCODER
    assert learned(5).slopes == described.WITH_ENCODER
    assert np.allclose(np.linalg.norm(whole.points, axis=1), 1.0)


#: Of the topics, three each that are about it: German, Turkish, Ukrainian.
OWN = {
    "friedhof": [
        ("de", "Ruhezeit", "Die Ruhezeit für das Grab meines Vaters läuft im Herbst ab. Wie verlängern wir die Grabstelle?"),
        ("tr", "", "Babam geçen hafta vefat etti. Mezarlıkta bir mezar yeri ve cenaze için gün almak istiyoruz."),
        ("uk", "Поховання", "Добрий день! Померла моя бабуся. Як отримати місце на цвинтарі і хто допоможе з похованням?"),
    ],
    "tierheim": [
        ("de", "Katze gefunden", "Im Hof sitzt eine verletzte Katze ohne Halsband. Nimmt das Tierheim sie heute noch auf?"),
        ("tr", "Köpek", "Merhaba, barınaktan bir köpek sahiplenmek istiyorum. Vergisi ne kadar, hangi belgeler gerekiyor?"),
        ("uk", "Собака", "Ми приїхали з собакою. Де її зареєструвати і чи є притулок для тварин, якщо не знайдемо житло?"),
    ],
}  # fmt: skip
ANIMALS = Topic(
    id="tierheim",
    names={"de": "Tiere und Tierheim", "tr": "Hayvanlar ve hayvan barınağı", "uk": "Тварини та притулок для тварин"},
    description="Haustiere: Tierheim, Hundesteuer, Fundtiere, Tierschutz",
    keywords={"de": ("Tierheim*", "Hund*", "Katze*")},
)
OTHERS = [
    ("de", "Hallenzeit", "Unser Verein sucht für den Winter eine Turnhalle, donnerstags ab 19 Uhr, 20 Kinder."),
    (
        "de",
        "Zuschuss",
        "Wir möchten Fördermittel für unser Sommerfest beantragen. Bis wann brauchen Sie den Verwendungsnachweis?",
    ),
    ("tr", "Almanca kursu", "Merhaba, B1 Almanca kursu ne zaman başlıyor, kayıt için ne lazım?"),
    ("uk", "Житло", "Добрий день, нас виселяють з квартири, власник розірвав договір. Куди звернутися по допомогу?"),
    (
        "de",
        "Gebet",
        "Unsere Gemeinde möchte in der Moschee ein Gebet für die Verstorbenen des Erdbebens halten. Wer hilft uns?",
    ),
]


@pytest.fixture(scope="module")
def standard() -> LearnedModel:
    """Return the shipped model; left out where none was trained with weights that are here."""
    try:
        model = load(ROOT / "models" / "standard")
    except (ConfigurationError, EncoderUnavailable) as error:
        pytest.skip(f"new topics beside the shipped ones are not checked: {error}")
    if model.card.encoder != "e5":
        pytest.skip("new topics beside the shipped ones are not checked: the model in use has words only")
    return model


@pytest.mark.parametrize("new", [CEMETERY, ANIMALS], ids=lambda topic: topic.id)
def test_a_topic_added_to_the_shipped_book_works_at_once(standard: LearnedModel, new: Topic) -> None:
    """It comes first for its mails in three languages, for two without one keyword, and takes none of the others."""
    judged = judge(read_rules(ROOT / "rules"))
    book = judged.book
    assert book, judged.problems
    model = fitted(standard, {**book.topics, new.id: new})
    assert isinstance(model, FittedModel)
    own = [ask(model, (subject, text), language) for language, subject, text in OWN[new.id]]
    assert [guess.topics[0].id for guess in own] == [new.id] * 3
    assert not any(guess.sure for guess in own)
    for language, subject, text in OTHERS:
        before, after = (ask(x, (subject, text), language).topics[0] for x in (standard, model))
        assert after.id == before.id
        assert after.probability == pytest.approx(before.probability, abs=0.15)


def test_changed_rules_count_at_once_and_unchanged_ones_cost_nothing(words: LearnedModel) -> None:
    """The fitted model is made anew when the rule book or the model changed, else kept."""
    books = [RuleBook(topics=KNOWN, fingerprint="a")]
    models = [words]
    fitting = FittingModels(
        SimpleNamespace(current=lambda: models[-1]),  # type: ignore[arg-type]
        SimpleNamespace(book=lambda: books[-1]),  # type: ignore[arg-type]
    )
    assert fitting() is words
    books.append(RuleBook(topics=KNOWN | {"friedhof": CEMETERY}, fingerprint="b"))
    first = fitting()
    assert first.guess([GRAVE], [None])[0].topics[0].id == "friedhof"
    assert fitting() is first
    models.append(copy(words))
    assert fitting() is not first
