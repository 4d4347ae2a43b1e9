"""Paths of the measures."""

from frontdesk.analytics.endpoints import reports, stats

routers = [stats.router, reports.router]
