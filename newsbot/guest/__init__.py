"""A good guest: all manners on the site."""
