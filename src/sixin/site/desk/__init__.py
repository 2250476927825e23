"""Pages on which capabilities meet."""
