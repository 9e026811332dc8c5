"""Passes the requests of this site's staff on to Flower's gateway."""
