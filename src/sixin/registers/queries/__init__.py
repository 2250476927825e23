"""Reads of the registers, by subject."""
