"""Objects, records and queries of the CRM."""
