"""Fills the demo with as many records as one likes, by COPY and past the write path, to see how it works with many."""
