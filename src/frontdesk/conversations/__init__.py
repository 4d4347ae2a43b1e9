"""Bots, conversations as event logs, the handoff state, and feedback."""
