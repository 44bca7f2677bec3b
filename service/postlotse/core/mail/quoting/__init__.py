"""Set apart what a person newly wrote from quotations and signatures: `split`.

The rules stand in one module each: `introductions` ("Am … schrieb …:"), `headerblocks` ("Von: … Gesendet: …"), `separators`
("-----Original Message-----"), `signatures` with `closings` (tables) and `footers`; `shapes` is how they see a line.
"""

from postlotse.core.mail.quoting.layers import MAX_LINES, Split, split

__all__ = ["MAX_LINES", "Split", "split"]
