"""What a message is about: topics, flags, and the kind where only the words tell."""
