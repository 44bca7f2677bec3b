"""Why the model guesses what it guesses: words, a sentence, the nearest known decisions.  Reads a model, changes nothing."""
