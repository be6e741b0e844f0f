"""A small made-up news site in the markup of Interfax-Ukraine, served on loopback."""
