"""Pages: rules."""
