"""Set apart what a person newly wrote from quotations and signatures: `split`, with the HTML beside it `layers_of`.

The rules stand in one module each: `introductions` ("Am … schrieb …:"), `headerblocks` ("Von: … Gesendet: …"), `separators`
("-----Original Message-----"), `signatures` with `closings` (tables), `nameblocks` and `footers`; `colours` finds answers in
the HTML, `shapes` is how they see a line.
"""

from postlotse.core.mail.quoting.layers import MAX_LINES, Split, split
from postlotse.core.mail.quoting.rich import layers_of

__all__ = ["MAX_LINES", "Split", "layers_of", "split"]
