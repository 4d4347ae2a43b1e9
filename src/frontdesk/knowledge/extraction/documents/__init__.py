"""Documents: what a text, Markdown, PDF or Word file says, page by page, and the passages that it is cut into.

`apart.read_apart` does all of it in a process of its own, bounded in time and memory; no other code reads a file that
somebody sent. `reading.READERS` holds one function for each kind: another kind of document is one more of them.
"""
