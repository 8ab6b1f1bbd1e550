"""Benchmarks: every way of doing a job side by side in one run. Trust the ratios, not the milliseconds."""
