"""Learn from new decisions when there are enough: train, compare, propose, or promote under the gate.  Knows no store.

Runs in a process of its own (`daemon.learning`); may be ended at any point: versions and proposals appear whole or not at all.
"""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path

from postlotse.core.topics.book import Topic
from postlotse.learning import confirmed, gate, promotion, proposal, registry
from postlotse.learning import judged as judgements
from postlotse.learning.compare import compare, paired
from postlotse.learning.confirmed import Decision
from postlotse.learning.pipeline import Recipe
from postlotse.learning.proposal import Proposal
from postlotse.learning.train import train

#: How the ids of decisions look; those of shipped texts look otherwise.
_CASE = re.compile(r"[A-Z]{1,6}-[0-9]{4}-[0-9]{3,9}(/[0-9]{1,4})?")


def learn(
    folder: Path,
    decisions: Sequence[Decision],
    *,
    existing: Callable[[Collection[str]], set[str]],
    least_new: int,
    auto_promote: bool,
    cache: Path,
    now: datetime,
    progress: Callable[[str], None],
    recipe: Recipe | None = None,
    topics: Sequence[Topic] = (),
) -> Proposal | None:
    """Return the proposal that came of it, None when there was not enough to learn.

    `existing` tells which case numbers can still be read; a version in use that knows others is replaced soon, whatever the
    count, and idle versions that know them are removed.  Raises ConfigurationError when no version in use loads.
    """
    active = registry.active(folder)
    gone = erased(folder, active, existing)
    _forget(folder, existing)
    latest = proposal.read(folder)
    if latest and latest.version not in registry.versions(folder):
        proposal.clear(folder)  # it had learned from what was erased
        latest = None
    seen = judgements.read(folder / "versions" / (latest.version if latest else active))
    seen = seen or judgements.read(folder / "versions" / active)
    decisions = confirmed.renamed(decisions, topics)
    new = [x for x in decisions if _unknown(x, seen)]
    still = latest is not None and latest.before == active
    if len(new) < least_new and (not gone or (still and not erased(folder, latest.version, existing))):  # type: ignore[union-attr]
        return None
    card = train(
        folder,
        encoder=registry.read_card(folder).encoder,
        cache=cache,
        progress=progress,
        today=now.date(),
        recipe=recipe,
        decisions=decisions,
        by="nightly",
        topics=topics,
    )
    found = compare(folder, active, card.version, today=now.date(), decisions=[x.example for x in decisions])
    both = paired([*found.gold_pairs, *found.decided_pairs])
    made = Proposal(
        version=card.version,
        before=active,
        made_at=now.isoformat(timespec="seconds"),
        decisions=card.decisions,
        new=len(new),
        points=both.difference if both else 0.0,
        mails=both.mails if both else 0,
        refusals=gate.refusals(found),
        erased=len(gone),
        remarks=confirmed.warnings(decisions),
    )
    if latest and latest.version not in (active, card.version) and latest.version in registry.versions(folder):
        registry.remove(folder, latest.version)
    if auto_promote and not made.refusals and card.version != active:
        promotion.switch(folder, card.version, by="nightly", now=now, action="promote", reason=str(made))
        proposal.clear(folder)
    elif card.version != active:
        proposal.write(folder, made)
    promotion.prune(folder, spare=(card.version,))
    return made


def _unknown(decision: Decision, seen: dict[str, judgements.Judged]) -> bool:
    """Tell whether a decision was not learned yet, or was learned with other labels."""
    known = seen.get(decision.example.id)
    example = decision.example
    return known is None or known.truth != (example.kind, example.topics, tuple(sorted(example.flags)))


def erased(folder: Path, version: str, existing: Callable[[Collection[str]], set[str]]) -> set[str]:
    """Return the case numbers that a version learned from and that can no longer be read."""
    known = {confirmed.case_of(name) for name in judgements.read(folder / "versions" / version) if _CASE.fullmatch(name)}
    return known - existing(known) if known else set()


def _forget(folder: Path, existing: Callable[[Collection[str]], set[str]]) -> None:
    """Remove idle versions that learned from what was erased since."""
    active = registry.active(folder)
    for version in registry.versions(folder):
        if version != active and erased(folder, version, existing):
            registry.remove(folder, version)
