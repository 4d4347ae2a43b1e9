"""The database's side of the definitions: tables, views, indexes and functions that follow them."""

from frontdesk.crm.schema.records_schema import RecordsSchema

__all__ = ["RecordsSchema"]
