"""The customer's turn: from a message to an answer, a question or a handoff."""
