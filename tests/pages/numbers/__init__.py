"""A proof for each number of `newsbot.pages`: two cases, one on either side of it."""
