"""A PostgreSQL for one run of the tests: own folder, own port, own password, gone afterwards."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from boot import system
from boot.console import Stop, last_lines

STARTING = 30.0
STOPPING = 20
USER = "sixin"


@dataclass(frozen=True)
class Server:
    """A server of ours: its programs, folder, port and password."""

    programs: Path
    folder: Path
    port: int
    password: str

    @property
    def data(self) -> Path:
        """Where the server keeps its rows."""
        return self.folder / "data"

    @property
    def url(self) -> str:
        """What DATABASE_URL takes."""
        return f"postgres://{USER}:{self.password}@127.0.0.1:{self.port}/{USER}"


@contextmanager
def running() -> Iterator[str]:
    """Start a server and yield its DATABASE_URL; stop and remove it whatever happens.

    Raises Stop if it does not start, or if another server answers on its port.
    """
    programs = system.postgres_folder()
    if programs is None:
        raise Stop(system.sentence([system.POSTGRES]))
    folder = Path(tempfile.mkdtemp(prefix="sixin-postgres-"))
    try:
        server = Server(programs, folder, free_port(), secrets.token_hex(16))
        make(server)
        process = start(server)
        try:
            wait(server, process)
            make_database(server)
            yield server.url
        finally:
            stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def account() -> pwd.struct_passwd | None:
    """Whom the server runs as when we are root, which PostgreSQL refuses to be."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def as_account() -> dict[str, object]:
    """What subprocess needs to run a program as that account."""
    other = account()
    if other is None:
        return {}
    return {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}


def make(server: Server) -> None:
    """Lay out an empty cluster, by the account that will run it."""
    word = server.folder / "password"
    word.write_text(server.password)
    other = account()
    if other is not None:
        for path in (server.folder, word):
            os.chown(path, other.pw_uid, other.pw_gid)
    command = [
        server.programs / "initdb", "-D", server.data, "-U", USER, f"--pwfile={word}",
        "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=server.folder, capture_output=True, text=True, check=False, **as_account()
    )  # type: ignore[call-overload]
    word.unlink()
    if done.returncode:
        raise Stop(f"{done.stdout}{done.stderr}\nPostgreSQL could not lay out its folder.")


def start(server: Server) -> subprocess.Popen[bytes]:
    """Start it, on loopback only, without waiting for the disk: its rows need not outlive the run."""
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(server.port),
        "unix_socket_directories": str(server.folder),
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_connections": "60",
    }
    command = [str(server.programs / "postgres"), "-D", str(server.data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with (server.folder / "log").open("wb") as log:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            command, cwd=server.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True, **as_account(),
        )  # type: ignore[call-overload]  # fmt: skip
    return process


def wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Wait until it answers and says that its rows are in our folder. Raises Stop."""
    until = time.monotonic() + STARTING
    while time.monotonic() < until and process.poll() is None:
        answer = ask(server, "show data_directory", "postgres")
        if answer.returncode == 0:
            if answer.stdout.strip() != str(server.data):
                raise Stop(f"Another PostgreSQL answers on port {server.port}; nothing was done.")
            return
        time.sleep(0.1)
    raise Stop(f"{last_lines(server.folder / 'log')}\nPostgreSQL did not start.")


def make_database(server: Server) -> None:
    """Create the database that DATABASE_URL names."""
    done = ask(server, f"create database {USER}", "postgres")
    if done.returncode:
        raise Stop(f"{done.stderr}\nPostgreSQL could not make a database.")


def ask(server: Server, sql: str, database: str) -> subprocess.CompletedProcess[str]:
    """Send one statement by psql."""
    address = ["-h", "127.0.0.1", "-p", str(server.port), "-U", USER, "-d", database]
    command = [str(server.programs / "psql"), "-XAtq", "-w", *address, "-c", sql]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    env["PGPASSWORD"] = server.password
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Close every connection and stop; kill it if it will not."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOPPING)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
