"""Nothing changes by a request that another site made a browser send: every form has its token."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from ninja.errors import HttpError
from ninja.security import SessionAuth

from sixin.registers.models import Member
from sixin.site.desk.api import api
from tests.contracts import tree

SAMPLES = {"uuid": uuid.UUID(int=1), "int": 1, "string": "x", "slug": "x", "path": "x"}
POST_FORM = re.compile(r"<form\b[^>]*\bmethod=[\"']?post.*?</form>", re.IGNORECASE | re.DOTALL)


def patterns(resolver: URLResolver, inside: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(name with its namespaces, pattern) of every address."""
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield f"{inside}{one.name}", one
        else:
            yield from patterns(one, f"{inside}{one.namespace}:" if one.namespace else inside)


def pages() -> list[tuple[str, URLPattern]]:
    return [(name, one) for name, one in patterns(get_resolver()) if not name.startswith("api:")]


def address(name: str, pattern: URLPattern) -> str:
    converters = pattern.pattern.converters
    kinds = {key: type(one).__name__.removesuffix("Converter").lower()
             for key, one in converters.items()}  # fmt: skip
    return reverse(name, kwargs={key: SAMPLES[kind] for key, kind in kinds.items()})


def test_no_page_takes_a_form_without_its_token(li_wei: Member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(li_wei.user)
    answers = {name: client.post(address(name, pattern)) for name, pattern in pages()}
    assert len(answers) > 30
    refused = {name for name, answer in answers.items() if answer.status_code == 403
               and "这张表单放得太久了" in answer.content.decode()}  # fmt: skip
    assert set(answers) - refused == set()


def test_every_operation_of_the_api_checks_the_token():
    operations = [
        operation
        for _prefix, router in api._routers
        for path in router.path_operations.values()
        for operation in path.operations
    ]
    guards = [guard for one in operations for guard in one.auth_callbacks]
    assert len(guards) >= len(operations) > 0
    assert all(isinstance(guard, SessionAuth) and guard.csrf for guard in guards)


def test_the_api_s_guard_refuses_a_change_without_it(li_wei: Member):
    request = RequestFactory(enforce_csrf_checks=True).post("/api/areas")
    request.user = li_wei.user
    with pytest.raises(HttpError) as refused:
        SessionAuth(csrf=True)(request)
    assert refused.value.status_code == 403
    token = get_token(request)
    allowed = RequestFactory(enforce_csrf_checks=True).post(
        "/api/areas", headers={"X-CSRFToken": token, "Cookie": f"csrftoken={token}"}
    )
    allowed.user = li_wei.user
    assert SessionAuth(csrf=True)(allowed) == li_wei.user


def test_every_form_that_changes_something_carries_it():
    forms = [(str(path), form) for path in tree.files(".html") if path.parts[0] == "src"
             for form in POST_FORM.findall(tree.text(path))]  # fmt: skip
    assert len(forms) > 10
    assert [name for name, form in forms if "csrf_token" not in form] == []
