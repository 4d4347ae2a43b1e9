"""Evaluations: how good Frontdesk is, on labelled sets kept apart from what it learns from."""
