"""Scoring engine for the Paritrana Award: criteria, Excel forms, exact ranking, award papers."""

__version__ = "0.1.0"
