"""Summaries of conversations, for the person who takes over and for the customer."""
