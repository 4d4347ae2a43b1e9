"""HTTP of identity: sign-ins, the caller's own account, the workspace, users, API keys, the audit trail."""

from frontdesk.identity.endpoints import accounts, administration, sign_in

routers = [sign_in.router, accounts.router, administration.router]
