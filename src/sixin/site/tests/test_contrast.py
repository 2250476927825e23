"""The sheet's colours can be read: WCAG 2.2 AA, computed from the tokens as they stand."""

import re
from collections import defaultdict
from itertools import product
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[4] / "front" / "styles" / "tokens.css"
BLOCK = re.compile(r"(?m)^ *(?P<selector>:root[^{\n]*)\{(?P<body>[^}]*)\}")
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")

GROUNDS = ["paper", "raised", "wash"]
INKS = ["ink", "ink-quiet", "persimmon", "persimmon-deep", "leaf", "amber", "brick"]
# Inks that also stand on a coloured ground.
WASHED = [
    (ink, f"{name}-wash")
    for name in ["persimmon", "leaf", "amber", "brick"]
    for ink in ["ink", "persimmon", name]
]
ON_BUTTONS = [("on-persimmon", "persimmon"), ("on-persimmon", "persimmon-deep")]
SHAPES = ["edge", "persimmon", "brick", "chart-1", "chart-2", "chart-3", "chart-4"]


def palettes() -> dict[str, dict[str, str]]:
    """The colours of the tokens by selector, blocks of the same selector taken together."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for match in BLOCK.finditer(TOKENS.read_text(encoding="utf-8")):
        found[match["selector"].strip()] |= dict(COLOUR.findall(match["body"]))
    return found


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1. Source: WCAG 2.2, definition of the term."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def too_faint(pairs: list[tuple[str, str]], colours: dict[str, str], least: float) -> list[str]:
    ratios = [(ink, ground, contrast(colours[ink], colours[ground])) for ink, ground in pairs]
    return [f"{ink} on {ground}: {ratio:.2f}" for ink, ground, ratio in ratios if ratio < least]


@pytest.fixture(params=[":root", ':root[data-theme="dark"]'])
def colours(request: pytest.FixtureRequest) -> dict[str, str]:
    return palettes()[request.param]


def test_black_on_white_is_twenty_one_to_one():
    assert round(contrast("#000000", "#ffffff"), 6) == 21


def test_every_ink_is_read_on_every_ground(colours):
    assert too_faint([*product(INKS, GROUNDS)], colours, 4.5) == []


def test_words_are_read_on_coloured_grounds(colours):
    assert too_faint(WASHED + ON_BUTTONS, colours, 4.5) == []


def test_edges_rings_and_charts_are_seen(colours):
    assert too_faint([*product(SHAPES, ["paper", "raised"])], colours, 3) == []


def test_the_dark_chosen_is_the_dark_of_the_system():
    found = palettes()
    assert found[':root:not([data-theme="light"])'] == found[':root[data-theme="dark"]']


def test_the_dark_names_every_colour_of_the_light():
    found = palettes()
    assert found[':root[data-theme="dark"]'].keys() == found[":root"].keys()
