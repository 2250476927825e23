"""Pages: briefings."""
