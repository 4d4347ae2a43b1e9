"""The nodes of the support graph, one file a concern."""
