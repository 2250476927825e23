"""Pages of rulebook."""
