"""What every room may ask for: mail servers, certificates, and scripted servers that misbehave."""

pytest_plugins = [
    "tests.stack.tls",
    "tests.stack.embedded",
    "tests.stack.dovecot",
    "tests.stack.postfix",
    "tests.stack.postgres",
    "tests.stack.hostile_imap",
    "tests.stack.hostile_smtp",
]
