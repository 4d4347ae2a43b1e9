"""Skills: what the assistant can do, one file or folder each."""
