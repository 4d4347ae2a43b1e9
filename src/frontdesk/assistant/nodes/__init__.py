"""Nodes of the assistant's graph."""
