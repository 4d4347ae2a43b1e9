"""Duplicates: records that are probably one and the same, and what makes one of them."""
