"""Sixin: knock once, record once."""
