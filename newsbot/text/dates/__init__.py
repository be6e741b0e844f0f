"""The dates that the site prints, and those of other sites, as instants."""

from newsbot.text.dates.parser import parse_date

__all__ = ["parse_date"]
