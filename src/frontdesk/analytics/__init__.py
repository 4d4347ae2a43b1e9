"""Measures over what has happened."""
