"""The query language: one value for lists, whoever asks; how it is read, and what it means as SQL."""
