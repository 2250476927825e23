"""A desk over HTTP: pages are asked for and their forms filled in, as a browser does it."""

from typing import Any
from urllib.parse import urljoin

import requests

from tests.cast.forms import Page


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
        form = next((one for one in Page(page.text).forms if wanted <= one.fields.keys()), None)
        assert form is not None, (
            f"{path} has no form with {sorted(wanted)}: {page.status_code} {page.url}"
        )
        fields = [(name, value) for name, value in form.sent() if name not in said]
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
