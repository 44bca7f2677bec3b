"""The journeys of a message, written once: receive, process, deliver, review, explain.  Edges come in as ports."""
