"""The demo: an invented training company, its knowledge, people and conversations."""
