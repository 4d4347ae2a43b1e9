"""Facts: what people say of themselves that is worth keeping for later conversations."""
