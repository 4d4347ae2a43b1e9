"""Benchmarks: how fast Frontdesk is, beside the limits it is held against and beside the bare floors."""
