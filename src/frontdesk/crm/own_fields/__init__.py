"""A workspace's own fields: added, renamed and retired without a migration or a restart."""
