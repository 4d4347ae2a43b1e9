"""Evaluations: how good Frontdesk is, on labelled sets that nothing was built from."""
