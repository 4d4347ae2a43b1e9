"""Email drafts: the template that fits, written with a true fact of the last interaction, and stored unsent."""
