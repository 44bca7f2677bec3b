"""Whether mails on a topic may leave by themselves: earned by decisions of people, lost when they correct too often.

Counts only; knows no mail, no clock, no store.  `docs/decisions/0017` says why.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

#: How sure the lower bound is (one-sided, Clopper–Pearson).
SURENESS = 0.9
#: The sequential test asks whether the precision is as stated, or lower by this much.
WORSE = 0.10
#: How often the sequential test may be wrong, either way.
ERROR = 0.05
#: Older decisions than so many times those needed at best say nothing of today's model.
_WINDOW = 4
#: Grants every topic.
ALL = "all"


class Trust(StrEnum):
    """How far a topic is trusted to go by itself."""

    SHADOW = "shadow"  # not yet: people release, and each decision counts
    EARNED = "earned"
    GRANTED = "granted"  # by the house's word, without proof
    LOST = "lost"  # corrected too often; to be earned anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the house asks: so many decisions, a precision that the lower bound is over, topics granted without proof."""

    least: int = 50
    precision: float = 0.95
    granted: frozenset[str] = frozenset()

    def grants(self, topic: str) -> bool:
        """Tell whether the house trusts this topic without proof."""
        return topic in self.granted or ALL in self.granted


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a topic stands: `right` of `counted` decisions that speak of it now, and the lower bound of its precision.

    `since` is the position of the decision that brought it to this state, None when it has always been there.
    """

    trust: Trust
    counted: int
    right: int
    bound: float
    since: int | None
    terms: Terms

    @property
    def free(self) -> bool:
        """Tell whether mails on the topic may leave by themselves."""
        return self.trust in (Trust.EARNED, Trust.GRANTED)


def standing(decisions: Sequence[bool], terms: Terms, *, granted: bool = False) -> Standing:
    """Return where a topic stands after these decisions of people, oldest first; True = it would have gone right.

    The same decisions give the same answer.  A topic earns when at least `terms.least` decisions are there and the lower bound
    of the latest is over `terms.precision`; from then on each further decision goes into the sequential test, and when that
    says that the precision is lower, what was earned or granted is lost and the count starts over.
    """
    first = Trust.GRANTED if granted else Trust.SHADOW
    trust, since, evidence = first, None, 0.0
    latest: deque[bool] = deque(maxlen=_WINDOW * needed(terms))
    for at, right in enumerate(decisions):
        latest.append(right)
        if trust in (Trust.EARNED, Trust.GRANTED):
            evidence = _weighed(evidence, right, terms.precision)
            if evidence >= _LIMIT:
                trust, since, evidence = Trust.LOST, at, 0.0
                latest.clear()
                continue
        if trust is not Trust.EARNED and len(latest) >= terms.least and _proves(sum(latest), len(latest), terms.precision):
            evidence = evidence if trust is Trust.GRANTED else 0.0
            trust, since = Trust.EARNED, at
    right_now = sum(latest)
    return Standing(
        trust=trust,
        counted=len(latest),
        right=right_now,
        bound=lower_bound(right_now, len(latest)),
        since=since,
        terms=terms,
    )


def needed(terms: Terms) -> int:
    """Return how many decisions without an error it takes to earn."""
    return max(terms.least, math.floor(math.log(1 - SURENESS) / math.log(terms.precision)) + 1)


def lower_bound(right: int, counted: int, *, sureness: float = SURENESS) -> float:
    """Return the one-sided Clopper–Pearson lower bound of a share; raises ValueError for an impossible count."""
    if not 0 <= right <= counted:
        raise ValueError(f"{right} of {counted} is no count")
    if right == 0:
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _few_errors(counted - right, counted, 1 - middle) < 1 - sureness:
            low = middle
        else:
            high = middle
    return low


def sentence(topic: str, now: Standing) -> str:
    """Return in German why mails on this topic go by themselves or not; "" when the house granted it."""
    terms = now.terms
    asked = f" von {terms.least}" if now.counted < terms.least else ""
    said = f"{now.counted}{asked} bestätigten Entscheidungen zu „{topic}“, {now.right} davon richtig"
    match now.trust:
        case Trust.SHADOW:
            goal = f"automatisch erst, wenn sicher mehr als {percent(terms.precision)} richtig sind"
            return f"Vorschlag im Probebetrieb nach {said}; {goal}."
        case Trust.LOST:
            return f"Nicht mehr von selbst: bei „{topic}“ wurde zu oft korrigiert. Neuer Probebetrieb nach {said}."
        case Trust.EARNED:
            return f"Von selbst: hat sich bewährt nach {said}, untere Grenze {percent(now.bound)}."
        case Trust.GRANTED:
            return ""


def percent(share: float) -> str:
    """Return a share with one decimal, rounded down: what is promised must hold."""
    tenths = math.floor(share * 1000 + 1e-9)
    return f"{tenths // 10},{tenths % 10}\N{NO-BREAK SPACE}%".replace(",0", "")


def _proves(right: int, counted: int, precision: float) -> bool:
    """Tell whether the lower bound of right/counted is over the precision: so few errors would be rare at that precision."""
    errors = counted - right
    # Cheap first: a share below the precision proves nothing, and most topics on probation are asked often.
    return errors <= counted * (1 - precision) and _few_errors(errors, counted, 1 - precision) < 1 - SURENESS


def _few_errors(errors: int, counted: int, rate: float) -> float:
    """Return the probability of at most so many errors in so many decisions at this rate of errors."""
    if rate <= 0.0:
        return 1.0
    if rate >= 1.0:
        return 1.0 if errors >= counted else 0.0
    yes, no = math.log(rate), math.log1p(-rate)
    whole = math.lgamma(counted + 1)
    return math.fsum(
        math.exp(whole - math.lgamma(k + 1) - math.lgamma(counted - k + 1) + k * yes + (counted - k) * no)
        for k in range(errors + 1)
    )


#: Where the sequential test (Wald 1945) ends, on either side of nothing.
_LIMIT = math.log((1 - ERROR) / ERROR)


def _weighed(evidence: float, right: bool, precision: float) -> float:
    """Return the evidence against the precision after one more decision; it starts over when it speaks clearly for it."""
    worse = max(precision - WORSE, 0.01)
    evidence += math.log(worse / precision) if right else math.log((1 - worse) / (1 - precision))
    return 0.0 if evidence <= -_LIMIT else evidence
