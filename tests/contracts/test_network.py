"""The program asks no other machine for anything: what it is told can lead nowhere (no SSRF).

Only its database is spoken to, by Django; it listens, it does not call.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.contracts import tree

# Modules that open connections, ours or another package's. `socket` listens as well: see EXEMPT.
CALLS = {
    "aiohttp", "asyncio", "ftplib", "grpc", "http.client", "httpx", "imaplib", "ldap3", "nntplib",
    "niquests", "paramiko", "poplib", "pycurl", "requests", "smtplib", "socket", "socketserver",
    "ssl", "telnetlib", "urllib.request", "urllib3", "websocket", "websockets", "xmlrpc.client",
    "django.core.mail", "webbrowser",
}  # fmt: skip
CALLING = {"connect", "create_connection", "connect_ex", "urlopen", "open_connection", "sendto"}
# Programs that fetch for whoever starts them.
FETCHERS = {"curl", "wget", "ssh", "scp", "git", "pip", "npm", "nc"}
EXEMPT = {
    ("src/sixin/site/cli/serve.py", "socket"): "tries whether its port is free to listen on",
}
# `pre_save.connect(…)`: Django's signals, not a connection.
SIGNAL = re.compile(r"(?:pre|post|user|request|task)_\w+")


def product() -> Iterator[tuple[str, ast.Module]]:
    for path in tree.files(".py"):
        if path.parts[:2] == ("src", "sixin") and not {"tests", "migrations"} & set(path.parts):
            yield str(path), ast.parse(tree.text(path))


def imported(module: ast.AST) -> set[str]:
    """Every dotted name that is brought in, with what it is part of, by statement or by name."""
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            names |= {one.value for one in node.args if isinstance(one, ast.Constant)}
    return {".".join(parts[:n]) for name in names for parts in [name.split(".")]
            for n in range(1, len(parts) + 1)}  # fmt: skip


def test_nothing_is_imported_that_calls_other_machines():
    found = {(name, one) for name, module in product() for one in imported(module) & CALLS}
    assert found == set(EXEMPT)


def calls(module: ast.AST) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            on, _dot, name = ast.unparse(node.func).rpartition(".")
            if name in CALLING and not SIGNAL.fullmatch(on.rpartition(".")[2]):
                yield f"{ast.unparse(node.func)} in line {node.lineno}"
            if isinstance(node.func, ast.Attribute) and on == "subprocess":
                words = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}
                yield from (f"{word} in line {node.lineno}" for word in words & FETCHERS)


def test_no_connection_is_opened():
    assert {name: found for name, module in product() if (found := list(calls(module)))} == {}


def test_no_paper_fetches_a_package():
    """Typst would: `#import "@preview/…"`."""
    papers = [path for path in tree.files(".typ") if path.parts[0] == "src"]
    assert papers
    assert [str(path) for path in papers if "@preview" in tree.text(path)] == []


@pytest.mark.parametrize(
    "code",
    [
        "import requests", "from urllib import request", "import urllib.request as r",
        "from http.client import HTTPSConnection", "import importlib; importlib.import_module('ssl')",
    ],
)  # fmt: skip
def test_what_is_looked_for_is_found(code: str):
    assert imported(ast.parse(code)) & CALLS


WATCH = """
import os, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(args[1]) if event in {
    "socket.connect", "socket.getaddrinfo", "socket.sendto"} else None)
from sixin.site import cli
cli.start()
from django.core.management import call_command
call_command("check", stdout=open(os.devnull, "w"))
from sixin.papers import pdf, word
from sixin.site.desk import api
api.api.get_openapi_schema()
from sixin.registers.roster import reading
print(opened)
"""


def test_starting_opens_none_either():
    """The packages that it is made of call nobody while it starts."""
    done = subprocess.run([sys.executable, "-c", WATCH], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
