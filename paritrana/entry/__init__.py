"""From answers to entries: whose word counts, which answers are acceptable."""
