"""A desk over HTTP: pages are asked for and their forms filled in, as a browser does it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import requests


@dataclass
class Form:
    """A form of a page: where it goes, how, and what it holds before anybody fills it in."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


class _Forms(HTMLParser):
    """The forms of a page with the values that they have."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._select = self._area = ""
        self._chosen: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name = said.get("name") or ""
        if tag == "form":
            self.found.append(Form(said.get("action") or "", (said.get("method") or "get").lower()))
            return
        if not self.found:
            return
        form = self.found[-1]
        if name:
            form.names.add(name)
        if tag == "select":
            self._select, self._chosen = name, None
        elif tag == "option" and self._select and (self._chosen is None or "selected" in said):
            self._chosen = [said.get("value") or ""]
        elif tag == "textarea":
            self._area = name
        elif tag == "input" and name and _counts(said):
            form.fields.append((name, said.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            self.found[-1].fields += [(self._select, one) for one in self._chosen or []]
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.found[-1].fields.append((self._area, data.strip()))


class Desk:
    """A browser without scripts; `asked` are all addresses that it asked for."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()
        self.asked: list[str] = []
        self.pages: list[requests.Response] = []

    def get(self, path: str, **given: Any) -> requests.Response:
        """Ask for a page."""
        return self._remember(self.session.get(urljoin(self.url, path), timeout=60, **given))

    def post(self, path: str, fields: list[tuple[str, str]], **given: Any) -> requests.Response:
        """Send fields, with the token that a page would send."""
        cookie = next((c.value for c in self.session.cookies if c.name.endswith("csrftoken")), "")
        address = urljoin(self.url, path)
        headers = {"Referer": address, "X-CSRFToken": cookie or ""}
        answer = self.session.post(address, data=fields, headers=headers, timeout=120, **given)
        return self._remember(answer)

    def fill(self, path: str, files: Any = None, **said: str | list[str]) -> requests.Response:
        """Fill in the form of the page that has these fields, and send it."""
        page = self.get(path)
        wanted = set(said) | set(files or ())
        form = next((one for one in forms(page.text) if wanted <= one.names), None)
        assert form is not None, (
            f"{path} has no form with {sorted(wanted)}: {page.status_code} {page.url}"
        )
        fields = [(name, value) for name, value in form.fields if name not in said]
        for name, value in said.items():
            fields += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        return self.post(urljoin(page.url, form.action), fields, files=files)

    def sign_in(self, username: str, password: str) -> requests.Response:
        """Come in."""
        return self.fill("/sign-in/", login=username, password=password)

    def sign_out(self) -> requests.Response:
        """Go."""
        return self.post("/sign-out/", [])

    def _remember(self, answer: requests.Response) -> requests.Response:
        self.asked += [str(one.url) for one in (*answer.history, answer)]
        self.pages.append(answer)
        return answer


def _counts(said: dict[str, str | None]) -> bool:
    """Whether an input is sent when nobody touches it."""
    kind = said.get("type")
    return kind not in ("submit", "file", "button") and (
        kind not in ("checkbox", "radio") or "checked" in said
    )


def forms(text: str) -> list[Form]:
    """The forms of a page."""
    reader = _Forms()
    reader.feed(text)
    return reader.found
