"""Forms for the rules folder: what stands in the files as fields, what was typed as the smallest edits of the files."""
