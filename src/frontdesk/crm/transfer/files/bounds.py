"""Bounds of files of tables. Those of an upload's size are a setting."""

MOST_COLUMNS = 250
MOST_ROWS = 500_000
# Of a workbook's sheet all cells are held at once, empty ones too.
MOST_CELLS = 10_000_000
# The longest text that any field of an object holds.
MOST_CHARACTERS = 100_000
# What a workbook may unpack to: many times what half a million rows need.
MOST_UNPACKED_BYTES = 600_000_000
