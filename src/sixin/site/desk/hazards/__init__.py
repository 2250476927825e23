"""Pages of hazards: their photos."""
