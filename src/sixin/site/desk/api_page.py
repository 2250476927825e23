"""What the API can be asked and what it answers, as a page: read from its own description."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sixin.registers.powers import Power
from sixin.site import asking
from sixin.site.desk.api import api


@dataclass(frozen=True, slots=True)
class Parameter:
    """kind: as the description says it, "integer". place: "query" or "path"."""

    name: str
    kind: str
    place: str
    required: bool
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an answer; `name` leads through lists and what is inside: `figures[].code`."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to ask. refusals: codes of the answers that are a sentence."""

    method: str
    path: str
    summary: str
    words: str
    parameters: list[Parameter]
    fields: list[Field]
    refusals: list[str]


@require_safe
@asking.needs(Power.SEE_FIGURES)
def description(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters and answers."""
    schema = api.get_openapi_schema()
    told = {"operations": list(_operations(schema)), "words": _said(schema["info"])}
    return render(request, "api.html", told)


def _operations(schema: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            answers = {str(code): answer for code, answer in told["responses"].items()}
            yield Operation(
                method=method.upper(),
                path=path,
                summary=_said(told, "summary"),
                words=_said(told),
                parameters=[_parameter(one) for one in told["parameters"]],
                fields=list(_fields(_answered(answers["200"]), schema, "")),
                refusals=sorted(code for code in answers if code >= "400"),
            )


def _parameter(told: dict[str, Any]) -> Parameter:
    kind = _kind(told["schema"])
    return Parameter(told["name"], kind, told["in"], told["required"], _said(told))


def _said(told: dict[str, Any], what: str = "description") -> str:
    """Words of the description, in the language of the page."""
    words = str(told.get(what, ""))
    return words and _(words)


def _answered(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = answer["content"]["application/json"]["schema"]
    return found


def _fields(shape: dict[str, Any], schema: dict[str, Any], above: str) -> Iterator[Field]:
    """The fields of a shape, depth first; of a list those of what is in it."""
    if "$ref" in shape:
        shape = schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    if shape.get("type") == "array":
        yield from _fields(shape["items"], schema, f"{above}[]")
        return
    if "properties" not in shape:
        yield Field(above, _kind(shape))
        return
    for name, inner in shape["properties"].items():
        yield from _fields(inner, schema, f"{above}.{name}" if above else name)


def _kind(shape: dict[str, Any]) -> str:
    """ "integer", "string (date)", "number | null"."""
    if "anyOf" in shape:
        return " | ".join(_kind(one) for one in shape["anyOf"])
    return f"{shape['type']} ({shape['format']})" if "format" in shape else str(shape["type"])
