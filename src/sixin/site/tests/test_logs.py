"""Canaries in messages, addresses and values: none of them reaches a log, a page or a queue."""

import json
import logging
import os
import re
import subprocess
import sys
import traceback
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from sixin.base.ids import uuid7
from sixin.site import logs, queueing
from sixin.site.urls import handler500 as handler500

CANARIES = ["张秀英", "13909770001", "632801194203050028", "zhangxiuying"]
SAID = " ".join(CANARIES)


def raise_it(_request: HttpRequest) -> HttpResponse:
    raise ValueError(SAID)


def break_a_rule(_request: HttpRequest) -> HttpResponse:
    """What a database says when a row breaks a rule: the row."""
    for _twice in range(2):
        User.objects.create(username=SAID)
    raise AssertionError("the row was taken")


urlpatterns = [
    path("raise/", raise_it),
    path("rule/", break_a_rule),
    path("api/raise", raise_it),
]


@task()
def fail(pk: str) -> None:
    raise ValueError(SAID)


@pytest.fixture
def console():
    """What the console is told while the test runs, as it would stand there."""
    text = StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(logs.Discreet())
    logging.getLogger().addHandler(handler)
    yield text
    logging.getLogger().removeHandler(handler)


def canaries(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "error"), [("/raise/", "ValueError"), ("/rule/", "IntegrityError")]
)
def test_neither_page_nor_log_says_what_an_error_says(console, address: str, error: str):
    client = Client(raise_request_exception=False)
    answer = client.get(address, {"q": SAID})
    page, log = answer.content.decode(), console.getvalue()
    assert answer.status_code == 500
    assert "这不是您的错" in page
    assert (canaries(page), canaries(log)) == ([], [])
    assert error in log
    assert "test_logs.py:" in log
    number = re.search(r"<code>([0-9a-f-]{36})</code>", page)
    assert number is not None
    assert f"incident {number[1]} Internal Server Error: {address}" in log


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.django_db
def test_a_program_is_told_the_number_too(console):
    answer = Client(raise_request_exception=False).get("/api/raise")
    assert answer.status_code == 500
    assert canaries(answer.content.decode()) == []
    assert answer.json()["incident"] in console.getvalue()


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.django_db
def test_the_page_asks_no_database(django_assert_num_queries):
    client = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        assert client.get("/raise/").status_code == 500


@override_settings(ROOT_URLCONF=__name__, TEMPLATES=[])
@pytest.mark.django_db
def test_when_not_even_the_page_can_be_made_a_sentence_is_left():
    answer = Client(raise_request_exception=False).get("/raise/")
    assert answer.status_code == 500
    assert "我们这边出错了" in answer.content.decode()


@pytest.mark.django_db
def test_what_was_searched_for_and_not_found_is_not_told(console, client: Client):
    client.get("/people/张秀英/13909770001", {"q": SAID})
    assert "Not Found: /people/" in console.getvalue()
    assert canaries(console.getvalue()) == []


def test_a_host_that_is_none_of_ours_is_not_repeated(console, client: Client):
    client.get("/", headers={"Host": "zhangxiuying.example"})
    assert "DisallowedHost" in console.getvalue()
    assert canaries(console.getvalue()) == []


@pytest.mark.parametrize(
    "args",
    [
        ("a row: %s", SAID), ("a row: %r", {"name": SAID}), ("a row: %(row)s", {"row": SAID}),
        ("an error: %s", ValueError(SAID)), (ValueError(SAID),), ("broken %d", SAID),
    ],
)  # fmt: skip
def test_a_foreign_package_s_values_are_not_told(args):
    record = logging.LogRecord("elsewhere", logging.ERROR, "x.py", 1, args[0], args[1:], None)
    line = logs.Discreet().format(record)
    assert " ERROR elsewhere " in line
    assert canaries(line) == []


def test_a_traceback_that_the_server_writes_out_is_cut_to_its_places():
    try:
        raise_it(HttpRequest())
    except ValueError:
        text = f"Application callable raised an exception\n{traceback.format_exc()}"
    record = logging.LogRecord("_granian", logging.ERROR, "x.py", 1, text, (), None)
    line = logs.Discreet().format(record)
    assert "Application callable raised an exception" in line
    assert "in raise_it" in line
    assert canaries(line) == []


CONSOLES = """
import logging
from sixin.site import cli, logs
cli.start()
for name in [None, *logging.root.manager.loggerDict]:
    for handler in logging.getLogger(name).handlers:
        if type(handler) is not logging.NullHandler:
            print(type(handler.formatter) is logs.Discreet)
"""


def test_no_console_has_another_manner():
    done = subprocess.run(
        [sys.executable, "-c", CONSOLES], capture_output=True, text=True, check=True, env=os.environ
    )
    assert set(done.stdout.split()) == {"True"}


@pytest.mark.django_db(transaction=True)
def test_a_row_of_work_keeps_the_place_alone(console):
    row = fail.enqueue(str(uuid7()))
    call_command("db_worker", batch=True, verbosity=0, startup_delay=False, interval=0)
    kept = DBTaskResult.objects.get(pk=row.id)
    assert (kept.status, kept.exception_class_path) == ("FAILED", "builtins.ValueError")
    assert "test_logs.py:" in kept.traceback
    whole = json.dumps([str(value) for value in vars(kept).values()], ensure_ascii=False)
    assert (canaries(whole), canaries(console.getvalue())) == ([], [])
    assert f"Work {kept.pk} failed" in console.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("value", [*CANARIES[:3], "zhang xiuying", 13909770001, {"name": "张"}])
def test_work_takes_ids_alone(value):
    with pytest.raises(queueing.NotAnId) as refused:
        fail.enqueue(value)
    assert canaries(str(refused.value)) == []
    assert DBTaskResult.objects.count() == 0


ENDING = {
    "a command": "from sixin.site import logs; logs.hush(); raise ValueError({said!r})",
    "a thread": "import threading; from sixin.site import logs; logs.hush()\n"
    "def run(): raise ValueError({said!r})\nthreading.Thread(target=run).start()",
    "a warning": "import warnings; from sixin.site import logs; logs.hush()\n"
    "import logging.config; logging.config.dictConfig(logs.CONFIG); warnings.warn({said!r}[:15])",
    "a line that cannot be formatted": "import logging.config; from sixin.site import logs\n"
    "logs.hush(); logging.config.dictConfig(logs.CONFIG)\n"
    "class Bad:\n    def __str__(self): raise ValueError({said!r})\n"
    "logging.error(Bad())",
}


@pytest.mark.parametrize("what", ENDING)
def test_a_process_ends_without_saying_what_an_error_said(what: str):
    code = ENDING[what].format(said=SAID)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=os.environ
    )
    assert canaries(done.stdout + done.stderr) == []
    if what != "a line that cannot be formatted":
        assert re.search("ValueError|UserWarning", done.stderr)
