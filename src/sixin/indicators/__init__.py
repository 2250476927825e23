"""The catalogue of figures, and their values for any area and period."""
