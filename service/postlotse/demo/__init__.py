"""The demo: loopback servers and sample mails, so that everything can be tried without a mail server of one's own."""
