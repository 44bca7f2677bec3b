"""What every room may ask for: mail servers, certificates, and scripted servers that misbehave."""

import os

from hypothesis import settings

# The suite gives the same answer every time; POSTLOTSE_FUZZ=1 looks in new places.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("fuzz", max_examples=5_000, deadline=None)
settings.load_profile("fuzz" if os.environ.get("POSTLOTSE_FUZZ") else "steady")

pytest_plugins = [
    "tests.stack.tls",
    "tests.stack.embedded",
    "tests.stack.dovecot",
    "tests.stack.postfix",
    "tests.stack.postgres",
    "tests.stack.hostile_imap",
    "tests.stack.hostile_smtp",
]
