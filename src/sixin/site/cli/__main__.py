"""`python -m sixin.site.cli WORD …`: how one command starts another in the same environment."""

from sixin.site import cli

cli.run()
