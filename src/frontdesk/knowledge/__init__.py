"""Knowledge: what a bot answers from. Sources, passages, their index, search, and how sure a search is."""
