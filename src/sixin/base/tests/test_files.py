"""Sealed files: whole or not at all, in order, to the end, and only under their own name."""

import io
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixin.base.crypto import files, keyring, sealing

PLAIN = bytes(range(256)) * 1024  # four pieces
NAME = "imports/0199.xlsx"


@pytest.fixture(autouse=True)
def root(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SIXIN_KEYRING = str(tmp_path / "keys.json")
    keyring.make()
    return Path(settings.MEDIA_ROOT)


def put(plain: bytes = PLAIN, name: str = NAME) -> None:
    with files.writing(name) as out:
        out.write(plain)


def sealed(data: bytes) -> bytes:
    """What a file of this content is on the disk."""
    out = io.BytesIO()
    writer = files.Writer(out, NAME)
    writer.write(data)
    writer.finish()
    return out.getvalue()


@given(sizes=st.lists(st.integers(0, 3 * files.PIECE), max_size=4))
def test_what_is_written_is_read_however_it_comes(sizes):
    out = io.BytesIO()
    writer, parts = files.Writer(out, NAME), [PLAIN[:size] for size in sizes]
    for part in parts:
        writer.write(part)
    writer.finish()
    read = b"".join(files.opened(io.BytesIO(out.getvalue()), NAME))
    assert read == b"".join(parts)


@pytest.mark.parametrize(
    "size", [0, 1, files.PIECE - 1, files.PIECE, files.PIECE + 1, 4 * files.PIECE]
)
def test_edges_of_pieces(size):
    put(PLAIN[:size])
    assert files.read(NAME) == PLAIN[:size]


def test_it_holds_nothing_in_clear_and_only_its_owner_reads_it(root: Path):
    put("张秀英,13909770001\n".encode() * 5000)
    kept = (root / NAME).read_bytes()
    assert "张秀英".encode() not in kept
    assert b"13909770001" not in kept
    assert [p.stat().st_mode & 0o777 for p in (root, root / "imports", root / NAME)] == [
        0o700,
        0o700,
        0o600,
    ]


def test_nothing_is_there_until_it_is_whole(root: Path):
    put(b"before")
    with pytest.raises(TypeError), files.writing(NAME) as out:
        out.write([*PLAIN, "no byte"])
    assert files.read(NAME) == b"before"
    assert [path.name for path in root.rglob("*") if path.is_file()] == ["0199.xlsx"]


def changed() -> dict[str, bytes]:
    whole = sealed(PLAIN)
    step = files.PIECE + sealing.TAG
    pieces = [whole[files.HEAD + n * step : files.HEAD + (n + 1) * step] for n in range(4)]
    head = whole[: files.HEAD]
    return {
        "cut off": whole[:-1],
        "the last piece is gone": head + b"".join(pieces[:3]),
        "only the head": head,
        "half a head": whole[:20],
        "a piece is gone": head + pieces[0] + pieces[2] + pieces[3],
        "pieces are exchanged": head + pieces[1] + pieces[0] + pieces[2] + pieces[3],
        "a piece comes twice": head + pieces[0] + pieces[0] + b"".join(pieces[1:]),
        "something follows": whole + b"x",
        "a whole file follows": whole + whole,
        "another head": sealed(PLAIN)[: files.HEAD] + whole[files.HEAD :],
        "in clear": PLAIN,
        "empty": b"",
    }


@pytest.mark.parametrize("how", list(changed()))
def test_what_was_changed_does_not_open(root: Path, how: str):
    (root / "imports").mkdir(parents=True)
    (root / NAME).write_bytes(changed()[how])
    with pytest.raises(sealing.BadSeal):
        files.read(NAME)


@given(place=st.integers(0, 400), bit=st.integers(0, 7))
def test_a_flipped_bit_does_not_open(place, bit):
    whole = bytearray(sealed(b"x" * 300))
    whole[place % len(whole)] ^= 1 << bit
    with pytest.raises((sealing.BadSeal, keyring.NoKey)):
        b"".join(files.opened(io.BytesIO(bytes(whole)), NAME))


def test_it_opens_under_its_own_name_alone(root: Path):
    put()
    (root / NAME).rename(root / "imports/0200.xlsx")
    with pytest.raises(sealing.BadSeal, match="stands in a wrong place"):
        files.read("imports/0200.xlsx")


def test_what_comes_before_a_change_is_authentic_and_the_change_is_told(root: Path):
    put()
    whole = (root / NAME).read_bytes()
    (root / NAME).write_bytes(whole[: files.HEAD + 2 * (files.PIECE + sealing.TAG)])
    found = files.pieces(NAME)
    assert next(found) == PLAIN[: files.PIECE]
    with pytest.raises(sealing.BadSeal):
        next(found)


def test_equal_files_look_different():
    assert sealed(b"x")[files.HEAD :] != sealed(b"x")[files.HEAD :]


def test_lines_are_read_without_the_rest():
    put("".join(f"第{n}行\n" for n in range(20_000)).encode() + "完".encode())
    assert list(itertools.islice(files.lines(NAME), 2)) == ["第0行", "第1行"]
    assert list(files.lines(NAME))[-2:] == ["第19999行", "完"]


@pytest.mark.parametrize("cipher", [keyring.AES, keyring.SM4])
def test_a_new_key_seals_it_anew(settings, cipher):
    put()
    settings.SIXIN_CIPHER = cipher
    keyring.begin()
    assert (files.number_of(NAME), files.read(NAME) == PLAIN) == (1, True)
    files.reseal(NAME)
    keyring.settle()
    assert (files.number_of(NAME), files.read(NAME) == PLAIN) == (2, True)


def test_a_file_in_clear_is_sealed_where_it_stands(root: Path):
    (root / "imports").mkdir(parents=True)
    (root / NAME).write_bytes(PLAIN)
    assert files.number_of(NAME) is None
    files.reseal(NAME)
    assert files.read(NAME) == PLAIN


def test_a_file_that_has_gone_is_not_made_anew():
    put()
    files.remove(NAME)
    files.reseal(NAME)
    assert not files.is_there(NAME)


def test_what_a_killed_writer_left_is_tidied_away(root: Path):
    put()
    (root / "imports/.0a1b.new").write_bytes(b"half")
    assert files.names() == [NAME]
    files.tidy()
    assert [path.name for path in (root / "imports").iterdir()] == ["0199.xlsx"]


@pytest.mark.parametrize("name", ["../keys.json", "/etc/passwd", "imports/../../x"])
def test_no_name_leads_out_of_the_folder(name):
    with pytest.raises(ValueError, match="below the root"):
        put(b"x", name)
