"""Who is there and what they may do: workspaces, staff, customers, sign-ins, API keys, audit trail."""
