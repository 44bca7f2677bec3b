"""`python -m postlotse`."""

import sys

from postlotse.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
