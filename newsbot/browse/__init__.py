"""An archive as a folder of pages, to read and to search in a browser."""
