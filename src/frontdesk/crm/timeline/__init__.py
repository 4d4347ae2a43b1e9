"""Timeline: all that happened with a contact, a lead or a deal, in one order."""
