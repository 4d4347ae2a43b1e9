"""The person in a conversation: their record in the CRM, what staff see beside a conversation, export and erasing."""
