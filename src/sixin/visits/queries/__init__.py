"""Reads of visits, by subject."""
