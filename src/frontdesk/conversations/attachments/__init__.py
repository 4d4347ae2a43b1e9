"""Attachments: files that customers and staff send with their messages. Checked, kept, read apart, served safely."""
