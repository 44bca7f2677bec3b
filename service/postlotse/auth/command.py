"""Tokens from a program of the house: it prints one on standard output.  No shell, a time limit, nothing kept."""

import subprocess
from collections.abc import Callable, Sequence
from typing import Final

from postlotse.auth.cached import Issued
from postlotse.auth.errors import TokenRefused, TokenUnavailable

LIMIT_SECONDS: Final = 30.0
_MAX_TOKEN: Final = 20_000


def issuer(command: Sequence[str], *, limit_seconds: float = LIMIT_SECONDS) -> Callable[[], Issued]:
    """Return a function that runs the program; what it writes to standard error is not shown, it may hold secrets."""

    def issue() -> Issued:
        name = command[0].rpartition("/")[2]
        try:
            done = subprocess.run(
                list(command), stdin=subprocess.DEVNULL, capture_output=True, timeout=limit_seconds, check=False
            )
        except FileNotFoundError:
            raise TokenRefused(f"Das Programm {name} für das Token gibt es nicht.") from None
        except PermissionError:
            raise TokenRefused(f"Das Programm {name} für das Token darf nicht ausgeführt werden.") from None
        except subprocess.TimeoutExpired:
            raise TokenUnavailable(
                f"Das Programm {name} hat binnen {limit_seconds:.0f} Sekunden kein Token ausgegeben."
            ) from None
        if done.returncode != 0:
            raise TokenUnavailable(f"Das Programm {name} für das Token endete mit {done.returncode}.")
        lines = done.stdout.strip().split(b"\n")
        token = lines[0].strip()
        if len(lines) != 1 or not token or len(token) > _MAX_TOKEN or not token.isascii():
            raise TokenRefused(f"Das Programm {name} hat nicht genau eine Zeile mit einem Token ausgegeben.")
        return Issued(token=token.decode("ascii"), seconds=0)

    return issue
