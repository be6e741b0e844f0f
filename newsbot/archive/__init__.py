"""The archive in use: read, chosen from, and written in other forms."""
