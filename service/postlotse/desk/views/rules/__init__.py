"""The pages on rules: everyone with a role may read them, administration edits drafts and brings them into use."""
