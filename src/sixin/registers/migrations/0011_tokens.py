"""Everybody who is on the register already is found by tokens too."""

from typing import Any

from django.db import migrations

from sixin.registers.actions import finding


def fill(_apps: Any, _schema_editor: Any) -> None:
    """Reads columns by name, so that later columns of a person are not in its way."""
    finding.rebuild()


class Migration(migrations.Migration):
    dependencies = [("registers", "0010_search")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
