"""The verbs of the registers; with `registers.roster` the only writers of their rows."""
