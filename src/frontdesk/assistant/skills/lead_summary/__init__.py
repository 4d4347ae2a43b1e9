"""Summaries: all that is known of a lead, a contact or a deal, in a few sentences, figures and a history."""
