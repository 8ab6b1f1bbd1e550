"""The use cases, each a straight run of calls."""
