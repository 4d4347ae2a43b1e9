"""The command language: from a message to its meaning."""
