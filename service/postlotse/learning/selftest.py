"""Does a version still answer as on the day it was made?  A few invented sentences, their first topics and probabilities."""

from collections.abc import Sequence

from postlotse.learning.serve import LearnedModel

#: (language, subject, text); all invented.
SENTENCES = (
    ("de", "Halle", "Unser Verein sucht ab Herbst eine Turnhalle für das Training der Mädchenmannschaft."),
    ("de", "", "Der Vermieter hat uns gekündigt, wir finden keine Wohnung."),
    ("en", "Grant", "Which funding can a small association apply for to pay for a summer project?"),
    ("tr", "Almanca kursu", "Annem için sabahları Almanca kursu arıyoruz."),
    ("uk", "", "Підкажіть, будь ласка, як визнати мій диплом медсестри і знайти роботу?"),
    ("ar", "ترجمة", "نحتاج إلى مترجم لموعد في المدرسة."),
    ("ru", "", "Хотим зарегистрировать объединение, кто поможет с уставом?"),
    ("fr", "Garde d'enfant", "Je cherche une place à la crèche pour ma fille."),
)
#: 8-bit and other arithmetic move probabilities a little; more than this is another model.
_TOLERANCE = 0.15
#: Below it, two topics may change places by rounding.
_CLEAR = 0.6


def answers(model: LearnedModel) -> tuple[tuple[str, float], ...]:
    """Return the first topic and its probability for each sentence."""
    guesses = model.guess([(subject, text) for _, subject, text in SENTENCES], [lang for lang, _, _ in SENTENCES])
    return tuple((guess.topics[0].id, round(guess.topics[0].probability, 3)) for guess in guesses)


def failures(model: LearnedModel) -> Sequence[str]:
    """Return in German where the model answers otherwise than its card says; nothing for cards without a self-test."""
    wanted = model.card.selftest
    if not wanted:
        return []
    told = []
    for number, ((topic, p), (found, q)) in enumerate(zip(wanted, answers(model), strict=False), 1):
        if (topic != found and p >= _CLEAR) or abs(p - q) > _TOLERANCE:
            told.append(f"Prüfsatz {number}: erwartet {topic} ({p:.0%}), bekommen {found} ({q:.0%}).")
    return told
