"""Two rule books side by side: what changes for past mail, in values, sentences, JSON and a page.  Knows no store, no files."""
