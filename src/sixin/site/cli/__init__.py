"""`sixin WORD …`: an explicit list of commands, each in a file of its own."""

import importlib
import os
from typing import Any

import click

# word -> module in this package that holds a click command named `command`
WORDS = {
    "areas": "areas",
    "audit": "audit",
    "briefing": "briefing",
    "check-ledger": "check_ledger",
    "check-search": "check_search",
    "demo": "demo",
    "demo-code": "demo_code",
    "erase-again": "erase_again",
    "figures": "figures",
    "import-roster": "import_roster",
    "init": "init",
    "invite": "invite",
    "keys": "keys",
    "manage": "manage",
    "messages": "messages",
    "retention": "retention",
    "rules": "rules",
    "serve": "serve",
    "worker": "worker",
}


class _Words(click.Group):
    """Loads a command only when it is called, so that each starts quickly."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return sorted(WORDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in WORDS:
            return None
        module = importlib.import_module(f"sixin.site.cli.{WORDS[name]}")
        found: click.Command = module.command
        return found

    def invoke(self, context: click.Context) -> Any:
        """End with a sentence, not a traceback, where what is missing can be named."""
        try:
            return super().invoke(context)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            from sixin.site.cli import readiness

            sentence = readiness.sentence_for(error)
            if sentence is None:
                raise
            raise click.ClickException(sentence) from None


@click.command(cls=_Words, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Sixin: knock once, record once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sixin.site.settings")


def run() -> None:
    """What `sixin` and `python -m sixin.site.cli` call: errors are told without what they say."""
    from sixin.site import logs

    logs.hush()
    main()


def start() -> None:
    """Load Django; commands that need the database call it first."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sixin.site.settings")
    django.setup()
