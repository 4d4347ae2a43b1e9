"""The rules of identity, one service a subject."""
