"""What there is to be called: addresses, actions and commands, read from the code itself."""

import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator

import click

import sixin
from sixin.site import cli
from tests.contracts import routes, tree

# Not part of what is served: tests, migrations, the demo that is made by them.
SOURCE = "src/sixin/"
APART = re.compile(r"\.(tests|migrations|demo)(\.|$)|__main__")


def addresses() -> set[str]:
    """ "GET person" of every address and method."""
    return {str(route) for route in routes.routes()}


def commands() -> set[str]:
    """The words behind `sixin`, "keys rotate" where a word has others behind it."""
    return {f"{word}{more}" for word in cli.WORDS for more in _below(word)}


def _below(word: str) -> list[str]:
    command = importlib.import_module(f"sixin.site.cli.{cli.WORDS[word]}").command
    if not isinstance(command, click.Group):
        return [""]
    return [f" {name}" for name in command.commands]


@functools.cache
def actions() -> frozenset[str]:
    """ "visits.actions.recording.record": every function that is told by whom and when, by name."""
    return frozenset(
        f"{module.__name__.removeprefix('sixin.')}.{name}"
        for module in _modules()
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and _is_action(function)
    )


def action(name: str) -> Callable[..., object]:
    """The function of that name."""
    module, _dot, function = name.rpartition(".")
    found: Callable[..., object] = getattr(importlib.import_module(f"sixin.{module}"), function)
    return found


def callers(name: str) -> set[str]:
    """The files outside its own that call this action, below src/sixin, tests apart."""
    module, _dot, function = name.rpartition(".")
    home = f"{module.replace('.', '/')}.py"
    called = re.compile(rf"\b{module.rpartition('.')[2]}\.{function}\(")
    files = [path for path in tree.files(".py") if str(path).startswith(SOURCE)]
    return {
        name
        for path in files
        if (name := str(path).removeprefix(SOURCE)) != home
        and "/tests/" not in name
        and called.search(tree.text(path))
    }


def _modules() -> Iterator[object]:
    for found in pkgutil.walk_packages(sixin.__path__, "sixin."):
        if not APART.search(found.name):
            yield importlib.import_module(found.name)


def _is_action(function: object) -> bool:
    """Everything is named, `by` and `now` among it."""
    given = inspect.signature(function).parameters.values()  # type: ignore[arg-type]
    named = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD)
    return {"by", "now"} <= {one.name for one in given} and all(one.kind in named for one in given)
