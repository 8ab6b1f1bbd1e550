"""Declared criteria: the model, loading with line numbers, the lint and the fingerprints."""
