"""What a text says: its embedding, words, category, mood, and whether a person is asked for. Knows no database."""
