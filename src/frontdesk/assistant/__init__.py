"""The staff's turn: from a message to a read, a write or a question."""
