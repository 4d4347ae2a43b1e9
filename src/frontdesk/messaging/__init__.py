"""Carries envelopes to other systems (email, webhooks); knows no lead and no bot."""
