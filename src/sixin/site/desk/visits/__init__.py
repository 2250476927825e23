"""Pages: visits."""
