"""Memories: lasting facts about a customer, each with the message it came from and a time to live."""
