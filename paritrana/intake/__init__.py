"""The rim for what arrives: whether a file is safe, what it is, where it is kept."""
