"""Global search: records of all objects by their words, tolerant of typing errors and accents."""
