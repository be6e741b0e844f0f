"""What must not get in: addresses, content, escapes."""
