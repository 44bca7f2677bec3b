"""Earning the right to go by itself: the bound is Clopper and Pearson's, the test loses what is worse, keeps what is good."""

import itertools

import pytest
from scipy.stats import beta, binom

from postlotse.core.earned import ALL, Standing, Terms, Trust, lower_bound, needed, sentence, standing

TERMS = Terms()
GOOD, BAD = True, False


def every(n: int, of: int) -> list[bool]:
    """Return `of` decisions of which each n-th is wrong, the first wrong one as late as can be."""
    return [k % n != n - 1 for k in range(of)]


@pytest.mark.parametrize(
    ("right", "counted"), [(1, 1), (45, 45), (49, 50), (50, 50), (0, 50), (77, 78), (190, 200), (1, 200), (900, 920)]
)
@pytest.mark.parametrize("sureness", [0.9, 0.95, 0.99])
def test_the_bound_is_the_beta_quantile(right: int, counted: int, sureness: float) -> None:
    """Clopper and Pearson's lower bound is a quantile of the beta distribution."""
    wanted = beta.ppf(1 - sureness, right, counted - right + 1) if right else 0.0
    assert lower_bound(right, counted, sureness=sureness) == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("counts", [(3, 2), (-1, 2)], ids=str)
def test_an_impossible_count_is_refused(counts: tuple[int, int]) -> None:
    """More right than counted is a mistake of the caller."""
    with pytest.raises(ValueError, match="no count"):
        lower_bound(*counts)


@pytest.mark.parametrize(
    ("decisions", "trust", "since"),
    [
        pytest.param([], Trust.SHADOW, None, id="nothing yet"),
        pytest.param([GOOD] * 49, Trust.SHADOW, None, id="49"),
        pytest.param([GOOD] * 50, Trust.EARNED, 49, id="50"),
        pytest.param([GOOD] * 49 + [BAD], Trust.SHADOW, None, id="50 with an error: bound 92.4"),
        pytest.param([BAD] + [GOOD] * 76, Trust.EARNED, 76, id="one error needs 77"),
        pytest.param([BAD] + [GOOD] * 75, Trust.SHADOW, None, id="one error, one too few"),
        pytest.param([GOOD] * 50 + [BAD] * 2, Trust.EARNED, 49, id="two corrections"),
        pytest.param([GOOD] * 50 + [BAD] * 3, Trust.LOST, 52, id="three corrections in a row"),
        pytest.param([GOOD] * 53 + [BAD] * 3 + [GOOD] * 49, Trust.LOST, 55, id="not yet earned anew"),
        pytest.param([GOOD] * 53 + [BAD] * 3 + [GOOD] * 50, Trust.EARNED, 105, id="earned anew"),
    ],
)
def test_a_topic_earns_loses_and_earns_anew(decisions: list[bool], trust: Trust, since: int | None) -> None:
    """Fifty right decisions earn, three corrections in a row lose; only what comes after a loss counts again."""
    found = standing(decisions, TERMS)
    assert (trust, since) == (found.trust, found.since)
    assert (trust is Trust.EARNED) == found.free


def test_one_error_needs_as_many_as_the_binomial_says() -> None:
    """With one error the first count whose tail is under ten percent earns: the same as scipy's."""
    wanted = next(n for n in itertools.count(50) if binom.cdf(1, n, 0.05) < 0.1)
    earned = next(n for n in itertools.count(50) if standing([BAD] + [GOOD] * (n - 1), TERMS).free)
    assert wanted == earned


@pytest.mark.parametrize(("n", "kept"), [(40, True), (25, True), (6, False), (4, False)], ids=lambda v: str(v))
def test_a_good_rate_of_corrections_keeps_and_a_bad_one_loses(n: int, kept: bool) -> None:
    """At 2.5 or 4 percent corrections a thousand decisions lose nothing; at 17 or 25 percent they soon do."""
    found = standing([GOOD] * 50 + every(n, 1000), TERMS)
    assert kept == (found.trust is Trust.EARNED)


def test_much_good_does_not_pay_for_a_bad_end() -> None:
    """The sequential test starts over when it is clear: what was right years ago is no credit for corrections now."""
    few, many = ([GOOD] * n + [BAD] * 6 for n in (50, 5000))
    assert Trust.LOST is standing(few, TERMS).trust is standing(many, TERMS).trust


def test_a_granted_topic_goes_at_once_and_is_lost_all_the_same() -> None:
    """The house's word stands for the proof, not for the corrections."""
    assert standing([], TERMS, granted=True).free
    assert Trust.EARNED is standing([GOOD] * 50, TERMS, granted=True).trust
    lost = standing([BAD] * 3 + [GOOD] * 49, TERMS, granted=True)
    assert (Trust.LOST, 49, 49) == (lost.trust, lost.counted, lost.right)
    assert standing([BAD] * 3 + [GOOD] * 50, TERMS, granted=True).free


@pytest.mark.parametrize(("precision", "wanted"), [(0.95, 50), (0.97, 76), (0.99, 230), (0.5, 50)], ids=str)
def test_a_higher_precision_asks_for_more_decisions_and_can_be_reached(precision: float, wanted: int) -> None:
    """Without an error so many are needed, and one fewer does not do."""
    terms = Terms(precision=precision)
    assert wanted == needed(terms)
    assert standing([GOOD] * wanted, terms).free
    assert not standing([GOOD] * (wanted - 1), terms).free


def test_old_errors_are_forgotten() -> None:
    """A model that was bad can earn later: only the latest decisions count."""
    assert standing([BAD] * 500 + [GOOD] * 250, TERMS).free


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (standing([GOOD] * 12, TERMS), "Probebetrieb nach 12 von 50 bestätigten Entscheidungen zu „Räume“, 12 davon richtig"),
        (standing([BAD] * 60, TERMS), "Probebetrieb nach 60 bestätigten Entscheidungen zu „Räume“, 0 davon richtig"),
        (standing([GOOD] * 50, TERMS), "untere Grenze 95,4\N{NO-BREAK SPACE}%"),
        (standing([GOOD] * 50 + [BAD] * 3, TERMS), "Nicht mehr von selbst: bei „Räume“ wurde zu oft korrigiert"),
    ],
    ids=["shadow", "long shadow", "earned", "lost"],
)
def test_staff_read_why(found: Standing, words: str) -> None:
    """The sentence names the topic and the figures, rounded down."""
    assert words in sentence("Räume", found)


def test_all_grants_every_topic() -> None:
    """A house may name topics or all of them."""
    assert Terms(granted=frozenset({ALL})).grants("sport")
    assert Terms(granted=frozenset({"sport"})).grants("sport")
    assert not Terms(granted=frozenset({"sport"})).grants("kultur")
