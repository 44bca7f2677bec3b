"""Find search patterns that are safe but surely not meant: those that fit any mail."""

from collections.abc import Iterator

from postlotse.core.problems import Problem
from postlotse.core.rules.check.contradictions import all_parts
from postlotse.core.rules.check.where import Where, hint
from postlotse.core.rules.conditions.wording import FitsPattern
from postlotse.core.rules.types import RuleBook

#: Sentences that have nothing in common but being sentences (`\w` stands for Latin letters only).
ORDINARY = (
    "Guten Tag, wir suchen einen Raum für unser Fest am Samstag.",
    "Merhaba, bir belge için yardıma ihtiyacım var, teşekkürler!",
    "Hello, could you help us? Thanks a lot",
)


def patterns(book: RuleBook, where: Where) -> Iterator[Problem]:
    """Find patterns that fit every ordinary sentence."""
    for rule in book.rules:
        for part in all_parts(rule.when):
            if isinstance(part, FitsPattern) and part.compiled is not None and all(part.compiled.search(s) for s in ORDINARY):
                sentence = f"Das Suchmuster „{part.pattern[:40]}“ passt auf fast jede Mail."
                yield hint(
                    where.rule(rule, "when"), "pattern-too-wide", sentence, "etwas verlangen, das nur gemeinte Mails enthalten"
                )
