"""What every package may use: the clock, ids, errors. No models."""
