"""The conditions of the rule language, one class each; `registry` knows them all."""
