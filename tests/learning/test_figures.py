"""The arithmetic of heads, calibration and figures."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from postlotse.learning import calibrate, figures, heads
from postlotse.learning.features import fit_words
from postlotse.learning.texts import Example


def test_rotated_heads_score_like_heads_outside() -> None:
    """Weights rotated back give the same scores on the original rows."""
    rng = np.random.default_rng(3)
    rows = csr_matrix(rng.random((40, 200)) * (rng.random((40, 200)) > 0.8), dtype=np.float32)
    dense = rng.normal(size=(40, 8)).astype(np.float32)
    labels = np.arange(40) % 3
    rotation = heads.rotate(rows, dense)
    linear = heads.join(
        [
            heads.fit_choice(rotation.points, [f"t{x}" for x in labels], ["t0", "t1", "t2"], strength=5.0),
            heads.fit_each(rotation.points, labels[:, None] == np.arange(3), strength=5.0),
        ]
    )
    words, embedding, intercepts = heads.rotate_back(linear, rotation, rows, dense)
    outside = rows @ words + dense @ embedding + intercepts
    assert outside == pytest.approx(linear.scores(rotation.points), abs=2e-2)


def test_a_label_without_texts_gets_a_low_constant() -> None:
    """A flag that no text has is never likely."""
    linear = heads.fit_each(np.eye(4, dtype=np.float32), np.zeros((4, 1), dtype=bool), strength=1.0)
    assert (calibrate.sigmoid(linear.scores(np.eye(4, dtype=np.float32))) < 0.01).all()


@pytest.mark.parametrize(
    ("precision", "sureness", "wanted"),
    [(1.0, 0.0, 0.8), (0.75, 0.0, 0.6), (0.2, 0.0, 0.5), (0.99, 0.9, 1.01)],
    ids=["no-error", "one-error", "all", "never-sure"],
)
def test_thresholds_reach_their_precision(precision: float, sureness: float, wanted: float) -> None:
    """The least probability is taken that keeps the precision; with a lower bound few cases never suffice."""
    found = calibrate.threshold_for(
        [0.9, 0.8, 0.7, 0.6, 0.5], [True, True, False, True, False], precision=precision, sureness=sureness
    )
    assert found == pytest.approx(wanted)


def test_temperature_flattens_what_is_too_sure() -> None:
    """Scores that are surer than right get a temperature above 1."""
    rng = np.random.default_rng(1)
    right = rng.integers(0, 3, 400)
    scores = np.eye(3)[right] * 2 + rng.normal(size=(400, 3))
    assert calibrate.fit_temperature(scores * 5, right) > 2 * calibrate.fit_temperature(scores, right)
    assert calibrate.softmax(scores, 2.0).sum(axis=1) == pytest.approx(1.0)


def test_extreme_scores_do_not_overflow() -> None:
    """Probabilities stay within 0 and 1 without warnings."""
    assert calibrate.sigmoid(np.array([-1e6, 0.0, 1e6])) == pytest.approx([0.0, 0.5, 1.0])
    assert calibrate.softmax(np.array([[1e6, -1e6]])) == pytest.approx(np.array([[1.0, 0.0]]))


def test_percent_of_nothing_is_zero() -> None:
    """Empty groups do not divide by zero; groups are told weakest first."""
    assert figures.percent([]) == 0.0
    assert list(figures.by(["de", "tr", "de"], [True, False, True])) == ["tr", "de"]


def _example(text: str) -> Example:
    return Example(id="x", lang="de", voice="v", subject="", body=text, text=text, kind="concern", topics=("raeume",), flags=())


def test_kinds_below_their_threshold_are_concerns() -> None:
    """A doubtful kind is a concern."""
    names = ["concern", "notice", "reply", "bulk", "auto_reply", "spam"]
    probabilities = np.array([[0.1, 0.02, 0.02, 0.02, 0.02, 0.82], [0.4, 0.2, 0.1, 0.1, 0.1, 0.1]])
    texts = [_example("Millionen warten auf Sie."), _example("Wir suchen einen Raum.")]
    assert figures.decided_kinds(probabilities, names, texts) == ["spam", "concern"]


def test_word_features_have_the_width_of_the_recipe() -> None:
    """Two blocks of so many bits, each row of the weight in length; an empty text has no features."""
    words = fit_words(["raum für verein", "geld für verein"], bits=10, weight=0.5)
    rows = words.transform(["raum für verein", ""])
    assert rows.shape == (2, words.width) == (2, 2 * 2**10)
    assert (rows[0] @ rows[0].T).toarray()[0, 0] == pytest.approx(2 * 0.5**2, abs=1e-5)
    assert rows[1].nnz == 0
