"""A command in a data folder that nobody prepared, or with the wrong key, says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sixin.base.crypto import keyring
from sixin.site.cli import readiness

COMMANDS = [
    ["areas"],
    ["check-ledger"],
    ["figures", "--area", "6328", "--from", "2026-01-01", "--to", "2026-02-01"],
    ["serve", "--port", "8999"],
]


def sixin(home: Path, words: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [str(Path(sys.executable).with_name("sixin")), *words],
        env=kept | {"SIXIN_HOME": str(home)} | more, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_an_empty_folder_is_named_as_such(tmp_path, words):
    done = sixin(tmp_path, words)
    assert (done.returncode, done.stderr) == (1, f"Error: {readiness.NOT_READY}\n")


def test_only_what_can_be_named_is_a_sentence():
    assert readiness.sentence_for(keyring.NoKey("Key 7 is missing.")) == "Key 7 is missing."
    assert readiness.sentence_for(ValueError("ours")) is None
