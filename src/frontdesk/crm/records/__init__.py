"""Records: the one way in which they are written, with its rights, history, proposals and undo."""
