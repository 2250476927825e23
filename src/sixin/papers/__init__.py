"""Briefings: figures frozen with their records, then written as prose, Word and PDF."""
