"""Nothing is sorted, counted or told apart by a sealed column: the database sees ciphertexts there."""

import ast
from collections.abc import Iterator

from django.apps import apps

from sixin.base.crypto.fields import Sealed
from tests.contracts import tree

COMPARING = {"order_by", "distinct", "Max", "Min", "Length", "Lower", "Upper", "Concat", "Substr"}


def sealed_columns() -> set[str]:
    """Names of fields that are sealed wherever they stand."""
    fields = [f for model in apps.get_models() for f in model._meta.local_concrete_fields]
    sealed = {field.name for field in fields if isinstance(field, Sealed)}
    return sealed - {field.name for field in fields if not isinstance(field, Sealed)}


def compared(module: ast.Module) -> Iterator[str]:
    """Every text given to something that compares or sorts."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = getattr(called, "attr", getattr(called, "id", ""))
        if name in COMPARING:
            for part in (*node.args, *node.keywords):
                yield from (n.value for n in ast.walk(part) if isinstance(n, ast.Constant)
                            and isinstance(n.value, str))  # fmt: skip


def test_nothing_is_sorted_by_a_sealed_column() -> None:
    sealed = sealed_columns()
    assert {"phone", "address", "id_number", "door"} <= sealed
    for path in tree.files(".py"):
        for text in compared(ast.parse(tree.text(path))):
            assert text.lstrip("-").split("__")[-1] not in sealed, f"{path}: {text}"


def test_no_model_is_ordered_by_a_sealed_column() -> None:
    for model in apps.get_models():
        sealed = {f.name for f in model._meta.local_concrete_fields if isinstance(f, Sealed)}
        assert not sealed & {str(part).lstrip("-") for part in model._meta.ordering}, model
