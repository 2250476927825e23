"""What the server makes of messages whose end is ambiguous, asked of a running one byte by byte."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PATIENCE = 30.0
HOST = "Host: 127.0.0.1\r\n"
# A second request that hides behind the first: answered, it would stand in somebody else's place.
HIDDEN = f"GET /nowhere-hidden HTTP/1.1\r\n{HOST}\r\n"
AMBIGUOUS = {
    "two lengths": f"POST /healthz HTTP/1.1\r\n{HOST}Content-Length: 0\r\nContent-Length: {len(HIDDEN)}\r\n\r\n",
    "a length that is none": f"POST /healthz HTTP/1.1\r\n{HOST}Content-Length: +0\r\n\r\n",
    "a coding nobody knows": f"POST /healthz HTTP/1.1\r\n{HOST}Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n",
    "a coding that is not last": f"POST /healthz HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "a gap before the colon": f"POST /healthz HTTP/1.1\r\n{HOST}Content-Length : 0\r\n\r\n",
    "a folded line": f"POST /healthz HTTP/1.1\r\n{HOST}X-A: b\r\n Content-Length: 0\r\n\r\n",
    "a chunk of no size": f"POST /healthz HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Of a server of its own, ready to answer."""
    home = tmp_path_factory.mktemp("wire")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    foreign = {"DATABASE_URL", "PORT", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    env = kept | {"SIXIN_HOME": str(home), "PORT": str(number)}
    words = [sys.executable, "-m", "sixin.site.cli"]
    subprocess.run([*words, "init"], env=env, check=True, capture_output=True)
    process = subprocess.Popen(
        [*words, "serve"], env=env, stdout=subprocess.DEVNULL, cwd=Path.cwd()
    )
    try:
        until = time.monotonic() + PATIENCE
        while not codes(number, f"GET /healthz HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n"):
            assert time.monotonic() < until, "the server answers nothing"
        yield number
    finally:
        process.terminate()
        process.wait()


def codes(port: int, message: str) -> list[int]:
    """The status of every answer to these bytes, until the server closes or says no more."""
    heard = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as line:
            line.sendall(message.encode("latin-1"))
            while piece := line.recv(65536):
                heard += piece
    except OSError:
        pass
    return [int(code) for code in re.findall(rb"HTTP/1\.[01] (\d{3})", heard)]


def test_two_requests_in_a_row_are_two(port: int):
    """That the way of looking sees a second answer."""
    first = f"GET /healthz HTTP/1.1\r\n{HOST}\r\n"
    assert codes(port, first + HIDDEN) == [200, 404]


@pytest.mark.parametrize("how", AMBIGUOUS)
def test_an_ambiguous_end_hides_no_second_request(port: int, how: str):
    """One refusal, and the connection ends: what comes after it is not heard."""
    answered = codes(port, AMBIGUOUS[how] + HIDDEN)
    assert answered in ([], [400], [403])


def test_of_a_length_and_a_coding_the_coding_counts(port: int):
    """RFC 9112 6.3: the chunks say where it ends, and the connection ends with it."""
    message = f"POST /healthz HTTP/1.1\r\n{HOST}Content-Length: {5 + len(HIDDEN)}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    assert codes(port, message + HIDDEN) in ([400], [403], [405], [403, 404], [405, 404])


def test_a_line_break_in_a_name_makes_no_header(port: int):
    assert codes(port, f"GET /healthz HTTP/1.1\r\n{HOST}X-A\nB: c\r\n\r\n") == [400]
