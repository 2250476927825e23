"""Who may import whom, as pyproject.toml draws it."""

import importlinter.api
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.contracts import tree


def test_nobody_imports_from_above_or_beside(monkeypatch):
    monkeypatch.chdir(tree.ROOT)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == EXIT_STATUS_SUCCESS


def test_the_rules_hold_every_package_of_ours():
    config = importlinter.api.read_configuration(str(tree.ROOT / "pyproject.toml"))
    layers = " ".join(config["contracts_options"][0]["layers"])
    packages = {
        path.parts[2] for path in tree.files(".py") if path.match("src/sixin/*/__init__.py")
    }
    assert {name for name in packages if f"sixin.{name}" not in layers} == set()
