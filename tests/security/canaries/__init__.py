"""Values that exist nowhere else, entered as people enter them and then looked for everywhere."""
