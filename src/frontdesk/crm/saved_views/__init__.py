"""Saved views: lists with a filter, a sort and columns under a name, one's own or shared."""
