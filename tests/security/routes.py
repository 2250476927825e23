"""Every address of the desk and the API, read from the code itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, SlugConverter, StringConverter, UUIDConverter

# One value of each kind that an address may ask for; no row has it.
SAMPLE_ID = str(UUID(int=7))
SAMPLES = {
    UUIDConverter: SAMPLE_ID,
    IntConverter: "7",
    SlugConverter: "name",
    StringConverter: "visits.person_times",
}


@dataclass(frozen=True)
class Route:
    """One address: the pattern as written, and the same with samples filled in."""

    pattern: str
    address: str


def every() -> list[Route]:
    """All of them, in the order of the code."""
    return [
        Route(pattern, f"/{address}") for pattern, address in _walk(get_resolver().url_patterns)
    ]


def _walk(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, str]]:
    for one in patterns:
        written, filled = str(one.pattern), _filled(one)
        if isinstance(one, URLResolver):
            for below, address in _walk(one.url_patterns):
                yield written + below, filled + address
        else:
            yield written, filled


def _filled(one: URLPattern | URLResolver) -> str:
    """The pattern with a sample in the place of each `<converter:name>`."""
    text = str(one.pattern)
    for name, converter in one.pattern.converters.items():
        sample = next((SAMPLES[kind] for kind in SAMPLES if type(converter) is kind), "name")
        for written in (f"<{kind}:{name}>" for kind in ("uuid", "int", "slug", "str", "path")):
            text = text.replace(written, sample)
        text = text.replace(f"<{name}>", sample)
    return text
