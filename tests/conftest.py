"""Shared settings of the tests; beside this file lie `oracle` (naive scoring, small contests) and `cases` (data)."""

from hypothesis import settings

settings.register_profile("paritrana", deadline=None, print_blob=True)
settings.load_profile("paritrana")
