"""A complete, exact and clean archive of a news site."""

__version__ = "0.2.0"
"""Stated here alone: a zipped egg and a bare folder have no metadata to ask."""
