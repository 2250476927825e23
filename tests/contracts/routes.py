"""Every address of the project as the resolver knows it: its name, its methods, its view's power."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

NOT_STATED = object()
READING = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Route:
    """name: with its namespaces, `api:figures`. arguments: what the address holds.

    power: what its view states, None for anybody with a role, NOT_STATED where it states nothing.
    """

    name: str
    method: str
    arguments: tuple[str, ...]
    power: Any

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def routes() -> list[Route]:
    """GET stands for HEAD as well; OPTIONS tells nothing and is left out."""
    found = [
        route for name, pattern in _patterns(get_resolver(), ()) for route in _of(name, pattern)
    ]
    return sorted(found, key=str)


def _patterns(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, (*spaces, *([entry.namespace] if entry.namespace else [])))
        else:
            yield ":".join((*spaces, entry.name or str(entry.pattern))), entry


def _of(name: str, pattern: URLPattern) -> Iterator[Route]:
    arguments = tuple(pattern.pattern.converters)
    for method, view in _views(pattern.callback):
        yield Route(name, method, arguments, getattr(view, "power", NOT_STATED))


def _views(callback: Callable[..., Any]) -> Iterator[tuple[str, Any]]:
    """(method, the function that states its power)."""
    code = getattr(callback, "__code__", None)
    if code and "self" in code.co_freevars:  # ninja hides the operations of a path in a closure
        path = callback.__closure__[code.co_freevars.index("self")].cell_contents
        yield from ((m, one.view_func) for one in path.operations for m in one.methods)
        return
    yield from ((method, callback) for method in _methods(callback))


def _methods(view: Any) -> list[str]:
    of_class = getattr(view, "view_class", None)
    if of_class:
        # Django's forms take PUT as if it were POST.
        known = [
            m for m in of_class.http_method_names if m not in ("head", "options", "trace", "put")
        ]
        return [method.upper() for method in known if hasattr(of_class, method)]
    allowed = _allowed(view) or ["GET", "POST"]
    return [method for method in allowed if method == "GET" or method not in READING]


def _allowed(view: Any) -> list[str] | None:
    """What `require_http_methods` lets through: Django keeps it in the decorator alone."""
    while view is not None:
        code = getattr(view, "__code__", None)
        if code and "request_method_list" in code.co_freevars:
            cell = view.__closure__[code.co_freevars.index("request_method_list")]
            return list(cell.cell_contents)
        view = getattr(view, "__wrapped__", None)
    return None
