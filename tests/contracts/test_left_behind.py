"""Pages leave nobody's data in a browser: its history keeps titles, its forms what was typed."""

import re

from tests.contracts import tree

PAGES = "src/sixin/site/templates/"
# Where people type their own user name; the browser may keep it.
OWN = ("account", "mfa", "entrance")
TITLE = re.compile(r"\{% block title %\}(.*?)\{% endblock %\}", re.DOTALL)
NAMES = re.compile(r"\b(?:name|file_name|who|person|phone)\b")
FORM = re.compile(r"<form\b(?:\{%.*?%\}|\{\{.*?\}\}|[^>{])*>.*?(?:\n|$)")


def pages() -> dict[str, str]:
    """The templates by their path below the folder of all."""
    found = (path for path in tree.files(".html") if str(path).startswith(PAGES))
    return {str(path).removeprefix(PAGES): tree.text(path) for path in found}


def test_no_title_names_anybody():
    """A figure and a round have names too, which tell of nobody."""
    titles = {page: found[1] for page, text in pages().items() if (found := TITLE.search(text))}
    assert len(titles) > 40
    naming = {page for page, title in titles.items() if NAMES.search(title)}
    assert naming == {"figures/figure.html", "briefings/figure.html", "visits/round.html",
                      "visits/round_print.html"}  # fmt: skip


def test_no_browser_keeps_what_is_typed_of_others():
    """Whatever has fields says so; what is one button on one line has none."""
    forms = [
        (page, form)
        for page, text in pages().items()
        if not page.startswith(OWN)
        for form in FORM.findall(text)
        if "</form>" not in form or "<input" in form
    ]
    assert len(forms) > 25
    assert [(page, form) for page, form in forms if 'autocomplete="off"' not in form] == []
