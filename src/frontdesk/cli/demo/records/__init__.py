"""The demo's records: what a training company has in its CRM after a year, made anew from a seed each time."""
