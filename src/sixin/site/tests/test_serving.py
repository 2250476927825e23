"""The server's port, and the worker that lives and ends with it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import click
import pytest

from sixin.site.cli import serve

PATIENCE = 20.0


def wait_until(true, what: str) -> None:
    """Return as soon as `true()` holds; fail after a while."""
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, what
        time.sleep(0.02)


def runs(pid: int) -> bool:
    """Whether that process is there and not merely unburied."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_taken_port_is_said_in_a_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(click.ClickException) as refused:
            serve.require_free(port)
    assert f"Port {port} cannot be used" in refused.value.message
    assert f"PORT={port + 1}" in refused.value.message


def test_a_port_that_was_just_left_is_free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serve.require_free(port)


def test_a_worker_that_ends_by_itself_is_started_again(tmp_path):
    log = tmp_path / "started"
    code = f"open({str(log)!r}, 'a').write('.')"
    kept = serve.Supervised([sys.executable, "-c", code])
    kept.start()
    wait_until(lambda: log.exists() and len(log.read_text()) >= 2, "not started again")
    kept.stop()
    seen = log.read_text()
    assert len(seen) >= 2


def test_a_worker_ends_when_it_is_told(tmp_path):
    log = tmp_path / "pid"
    code = f"import os, time; open({str(log)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    kept = serve.Supervised([sys.executable, "-c", code])
    kept.start()
    wait_until(lambda: log.exists() and log.read_text(), "not started")
    kept.stop()
    assert not runs(int(log.read_text()))


@pytest.fixture
def server(tmp_path):
    """`sixin serve` over an empty instance."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    foreign = {"DATABASE_URL", "PORT", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    env = kept | {"SIXIN_HOME": str(tmp_path), "PORT": port}
    words = [sys.executable, "-m", "sixin.site.cli"]
    subprocess.run([*words, "init"], env=env, check=True, capture_output=True)
    process = subprocess.Popen([*words, "serve"], env=env, stdout=subprocess.DEVNULL)
    process.port = int(port)
    yield process
    process.kill()
    process.wait()


def children(process: subprocess.Popen) -> list[int]:
    """The processes that it started."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(pid) for pid in path.read_text().split()] if path.exists() else []


def answers(process: subprocess.Popen) -> bool:
    """Whether a request is answered, so that everything has started."""
    with (
        contextlib.suppress(OSError),
        urllib.request.urlopen(f"http://127.0.0.1:{process.port}/healthz", timeout=5) as answer,
    ):
        return answer.status == 200
    return False


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_worker_and_requests_end_with_the_server(server, how):
    wait_until(lambda: len(children(server)) >= 2, "the server started nothing")
    started = children(server)
    server.send_signal(how)
    assert server.wait(PATIENCE) == 0
    wait_until(lambda: not any(runs(pid) for pid in started), "something is left over")


def test_worker_and_requests_end_even_if_the_server_was_killed(server):
    wait_until(lambda: answers(server), "the server answers nothing")
    started = children(server)
    server.kill()
    server.wait()
    wait_until(lambda: not any(runs(pid) for pid in started), "something is left over")
