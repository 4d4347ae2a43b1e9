"""The HTTP application: collects the routes of the modules and composes them."""
