"""The forms of a page as a browser reads them: where they go, what they hold, what may be chosen."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# Tags that close themselves, and kinds of input that are sent only when somebody touches them.
TOUCHED = {"submit", "button", "file", "image", "reset"}
TICKED = {"checkbox", "radio"}


@dataclass
class Field:
    """One thing to fill in. sent: what goes along if nobody touches it; options: what may be chosen."""

    name: str
    kind: str
    sent: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form as shown. action: as it is written; method: get or post."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    def sent(self) -> list[tuple[str, str]]:
        """(name, value) of all that goes along if nobody touches anything."""
        return [(name, value) for name, one in self.fields.items() for value in one.sent]


class Page(HTMLParser):
    """What a page leads to: `links` as they are written, and `forms`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._choice: Field | None = None
        self._words: Field | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a form, or a field of it."""
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "option" and self._choice is not None:
            self._option(self._choice, given)
        elif self._form is not None and tag in {"input", "textarea", "select", "button"}:
            self._field(self._form, tag, given)

    def handle_endtag(self, tag: str) -> None:
        """End what ends."""
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._choice = None
        elif tag == "textarea":
            self._words = None

    def handle_data(self, data: str) -> None:
        """What stands in a text area."""
        if self._words is not None:
            self._words.sent = [data.strip()]

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if not name:
            return
        kind = given.get("type", "submit" if tag == "button" else tag)
        one = form.fields.setdefault(name, Field(name, kind))
        value = given.get("value", "on" if kind in TICKED else "")
        if kind in TICKED | TOUCHED - {"file"}:
            one.options.append(value)
        if tag == "input" and kind not in TOUCHED and (kind not in TICKED or "checked" in given):
            one.sent.append(value)
        self._choice = one if tag == "select" else self._choice
        self._words = one if tag == "textarea" else self._words

    def _option(self, choice: Field, given: dict[str, str]) -> None:
        value = given.get("value", "")
        if "selected" in given or not choice.options:
            choice.sent = [value]
        choice.options.append(value)
