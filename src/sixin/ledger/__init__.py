"""Posted deeds: append-only records with parts, and the figures that are counted from them.

A record is never changed: a mistake is reversed by a record of its own, counted on the same day, so
that a period nets out. The database refuses UPDATE and DELETE by triggers of its own.
"""
