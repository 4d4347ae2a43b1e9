"""Told: values, filters, records and figures in words for a person, by the workspace's habits."""
