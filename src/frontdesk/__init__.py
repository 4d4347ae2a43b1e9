"""Frontdesk: a support desk for customers and a CRM that staff can talk to, in one program."""

__version__ = "0.1.0"
