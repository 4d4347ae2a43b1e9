"""Sending the emails of the CRM: what is claimed, handed over, and known afterwards."""
