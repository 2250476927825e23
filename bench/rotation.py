"""A new key over everything, killed again and again: `python3 run.py rotation [--values N]`.

N sealed values (1,000,000), two in each row; `sixin keys rotate` in a process of its own, ended by
SIGKILL at --kills moments that --seed chooses, and run again; beside it a writer in a third process,
which changes values all the while, some of them in transactions that stay open. At the end every
value must open and be what it was or what the writer made of it, none under an old key. Then one
rotation in peace, for the rate. The baseline is the library alone: AESGCM opens and seals the same
bytes in a loop.
"""

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import UUID

from bench import instance

SIXIN = [sys.executable, "-m", "sixin.site.cli"]
ROWS_AT_ONCE = 5000


def main() -> None:
    """Fill an instance, rotate it under fire, prove it, and print rates. Exits 1 if anything is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--values", type=int, default=1_000_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--under-fire", action="store_true", help="leave out the rates")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    rows = asked.values // 2
    if asked.write:
        _write(asked.write, rows, asked.seed)
        return
    with tempfile.TemporaryDirectory(prefix="sixin-bench-") as folder, instance.fresh():
        _fill(rows)
        log = Path(folder) / "written"
        writer = subprocess.Popen([*_again(), "--write", str(log), "--values", str(asked.values)])
        while not log.exists():
            time.sleep(0.05)
        _rotate_under_fire(asked.kills, random.Random(asked.seed))
        writer.send_signal(signal.SIGTERM)
        if writer.wait(60):
            sys.exit("The writer failed.")
        wrong = _differences(rows, log)
        print(f"{rows * 2:,} values compared, {wrong} wrong")
        if not asked.under_fire:
            _rates(rows)
        sys.exit(1 if wrong else 0)


def _again() -> list[str]:
    return [sys.executable, "-m", "bench.rotation"]


def _reason(row: int, version: int) -> str:
    return f"第{row}号老人的家属来电核对，第{version}次"


def _details(row: int, version: int) -> dict[str, list[str]]:
    return {"phone": [f"139{row:08}", f"138{version:08}"], "id_number": ["", f"6328011942{row:08}"]}


def _key(row: int) -> UUID:
    return UUID(int=(1 << 120) + row)


def _fill(rows: int) -> None:
    from sixin.audit.models import Entry
    from sixin.base import clock

    began, at = time.perf_counter(), clock.now()
    for first in range(0, rows, ROWS_AT_ONCE):
        Entry.objects.bulk_create(
            Entry(pk=_key(n), at=at, verb="x.changed", reason=_reason(n, 0), details=_details(n, 0),
                  content=b"", seal=b"")
            for n in range(first, min(first + ROWS_AT_ONCE, rows))
        )  # fmt: skip
    print(f"{rows * 2:,} values written in {time.perf_counter() - began:.0f} s")


def _write(log: Path, rows: int, seed: int) -> None:
    """Change values until told to end; each line of the log is `row version milliseconds`."""
    from sixin.site import cli

    cli.start()
    from django.db import transaction

    ended: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_: ended.append(1))
    chance, versions = random.Random(seed), {}
    with log.open("w", buffering=1) as out:
        while not ended:
            picked = sorted(chance.sample(range(rows), chance.choice([1, 1, 1, 3])))
            began = time.perf_counter()
            with transaction.atomic():
                for row in picked:
                    versions[row] = versions.get(row, 0) + 1
                    _change(row, versions[row])
                took = time.perf_counter() - began
                if chance.random() < 0.03:
                    time.sleep(0.5)  # what was sealed waits in an open transaction
            for row in picked:
                out.write(f"{row} {versions[row]} {took * 1000:.1f}\n")
            time.sleep(0.01)


def _change(row: int, version: int) -> None:
    from sixin.audit.models import Entry

    Entry.objects.filter(pk=_key(row)).update(
        reason=_reason(row, version), details=_details(row, version)
    )


def _rotate_under_fire(kills: int, chance: random.Random) -> None:
    """Run it until it ends by itself; the first `kills` times it is killed on its way."""
    for number in range(1, kills + 1):
        where = chance.choice(["wait", "sweep", "sweep", "sweep", "last look"])
        share, pause = chance.uniform(2, 50), chance.uniform(0, 0.05)
        died = _killed_at(where, share, pause)
        print(f"kill {number}: at “{died}”" if died else f"kill {number}: it had ended before")
    began = time.perf_counter()
    done = subprocess.run([*SIXIN, "keys", "rotate"], capture_output=True, text=True, check=False)
    print(f"the last run, {time.perf_counter() - began:.0f} s: {done.stdout.strip()}{_end(done)}")


def _killed_at(where: str, share: float, pause: float) -> str:
    """Start it and end it by SIGKILL once it says it is there; the line it said, "" if it ended."""
    process = subprocess.Popen(
        [*SIXIN, "keys", "rotate"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    assert process.stderr
    for line in process.stderr:
        said = line.strip()
        done, _slash, total = said.rpartition(" ")[2].partition("/")
        swept = int(done) * 100 / int(total) if total else -1.0
        if {"wait": True, "sweep": swept >= share}.get(where, not total and "until" not in said):
            time.sleep(pause)
            process.send_signal(signal.SIGKILL)
            process.wait()
            return said
    process.wait()
    return ""


def _end(done: subprocess.CompletedProcess[str]) -> str:
    return f" EXIT {done.returncode} {done.stderr[-500:]}" if done.returncode else ""


def _differences(rows: int, log: Path) -> int:
    """Values that are not what they should be, or under another key than the one there is."""
    from sixin.audit.models import Entry
    from sixin.base.crypto import columns, keyring

    versions, took = {}, []
    for line in log.read_text().splitlines():
        row, version, milliseconds = line.split()
        versions[int(row)] = int(version)
        took.append(float(milliseconds))
    ring, used = keyring.reload(), columns.used()
    print(f"keys in the key file: {sorted(ring.keys)}; values by key: {dict(used)}")
    slow = statistics.quantiles(took, n=100)
    print(f"the writer made {len(took):,} changes, median {slow[49]:.1f} ms, p99 {slow[98]:.1f} ms")
    wrong = sum(count for number, count in used.items() if number != ring.active)
    wrong += len(ring.keys) - 1
    ours = Entry.objects.filter(verb="x.changed")
    wrong += rows - ours.count()
    for entry in ours.only("reason", "details").iterator(ROWS_AT_ONCE):
        row = entry.pk.int - (1 << 120)
        version = versions.get(row, 0)
        wrong += (entry.reason != _reason(row, version)) + (entry.details != _details(row, version))
    return wrong


def _rates(rows: int) -> None:
    """One rotation in peace beside the library alone."""
    bare = _library(rows)
    done = subprocess.run([*SIXIN, "keys", "rotate"], capture_output=True, text=True, check=True)
    said = done.stdout.split("\n")[1]
    rate = float(said.partition("(")[2].partition("/s")[0])
    print(f"in peace: {said}")
    print(f"{'AESGCM alone':<24}{bare:>12,.0f} values/s")
    print(f"{'sixin keys rotate':<24}{rate:>12,.0f} values/s   ratio {bare / rate:.1f}")


def _library(rows: int) -> float:
    """Values/s of AESGCM opening and sealing the same bytes, nothing else."""
    import json

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    old, new = AESGCM(os.urandom(32)), AESGCM(os.urandom(32))
    known, sealed = b"audit_entry.reason", []
    for n in range(min(rows, 100_000)):
        for plain in (_reason(n, 0), json.dumps(_details(n, 0), ensure_ascii=False)):
            nonce = os.urandom(12)
            sealed.append((nonce, old.encrypt(nonce, plain.encode(), known)))
    began = time.perf_counter()
    for nonce, value in sealed:
        new.encrypt(os.urandom(12), old.decrypt(nonce, value, known), known)
    return len(sealed) / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
