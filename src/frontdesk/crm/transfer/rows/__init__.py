"""Rows of a file on their way to records: what they say, whom they name, what shall become of them."""
