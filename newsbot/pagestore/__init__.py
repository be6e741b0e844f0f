"""Kept pages: what the site sent, as it sent it, in WARC files."""
