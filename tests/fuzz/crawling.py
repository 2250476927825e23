"""Every form that pages show, found as a person would find them: by following links."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.http import QueryDict
from django.test import Client
from django.urls import Resolver404, resolve

from tests.cast import forms
from tests.cast.forms import Field, Page

# So many pages with the same name and filters show all the forms of their kind.
ENOUGH = 3


@dataclass(frozen=True)
class Found:
    """A form and the address it is sent to, without its query. route: the name of that address."""

    method: str
    address: str
    route: str
    fields: dict[str, Field]

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """Forms with the same key ask the same."""
        return self.method, self.route, tuple(sorted(self.fields))


def shown(client: Client, starts: list[str], leave: set[str]) -> list[Found]:
    """The forms of the pages from `starts` on. leave: names of addresses that are not opened."""
    found: dict[tuple[str, str, tuple[str, ...]], Found] = {}
    waiting, seen, opened = list(starts), set(starts), Counter[tuple[str, ...]]()
    while waiting:
        address = waiting.pop(0)
        name = route_of(address)
        kind = (name, *QueryDict(urlsplit(address).query).get("show", ""))
        if not name or name in leave or opened[kind] >= ENOUGH:
            continue
        opened[kind] += 1
        answer = client.get(address, follow=True)
        if "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        here, page = answer.request["PATH_INFO"], Page(answer.content.decode())
        for form in page.forms:
            if one := _found(here, form):
                found.setdefault(one.key, one)
        links = [urljoin(here, link) for link in page.links]
        new = [link for link in links if link.startswith("/") and link not in seen]
        seen.update(new)
        waiting += new
    return list(found.values())


def written(address: str, names: tuple[str, ...]) -> Found:
    """A form to post that no page shows for long."""
    return Found("post", address, route_of(address), {name: Field(name, "text") for name in names})


def route_of(address: str) -> str:
    """The name of an address of ours, with its namespace; "" for any other."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def _found(here: str, form: forms.Form) -> Found | None:
    address = urlsplit(urljoin(here, form.action)).path
    fields = {name: one for name, one in form.fields.items() if name != "csrfmiddlewaretoken"}
    route = route_of(address)
    return Found(form.method, address, route, fields) if route else None
