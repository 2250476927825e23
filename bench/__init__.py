"""Benchmarks: each prints rows per second and a ratio to the least work that gives the same result."""
