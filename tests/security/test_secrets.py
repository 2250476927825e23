"""Sessions, passwords and keys."""

import re
import stat
import subprocess
import sys

import pytest
from django.conf import global_settings
from django.contrib.auth.hashers import get_hasher
from django.contrib.auth.models import User
from django.test import Client
from django.utils.module_loading import import_string

from sixin.base.crypto import keyring
from sixin.registers.models import Member
from sixin.site import places
from sixin.site import settings as written
from sixin.site.sessions import SessionStore
from tests.contracts import tree


def session_of(browser: Client) -> str:
    from django.conf import settings

    found = browser.cookies.get(settings.SESSION_COOKIE_NAME)
    return found.value if found else ""


def test_a_session_is_kept_as_json(desk: Client):
    from django.conf import settings

    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"


@pytest.mark.django_db
@pytest.mark.parametrize("made_up", ["a" * 32, "", "' OR 1=1 --", "../../etc/passwd"])
def test_a_made_up_session_is_nobody(client: Client, made_up: str):
    from django.conf import settings

    client.cookies[settings.SESSION_COOKIE_NAME] = made_up
    assert client.get("/people/").status_code == 302


@pytest.mark.django_db
def test_each_session_has_a_name_of_its_own_that_nobody_guesses():
    """32 of 36 letters by the system's chance: 165 bits."""
    made = set()
    for _ in range(50):
        store = SessionStore()
        store.create()
        made.add(store.session_key)
    assert len(made) == 50
    assert all(re.fullmatch(r"[a-z0-9]{32}", name) for name in made)


def test_signing_out_ends_the_session_at_the_server(client: Client, li_wei: Member):
    from django.conf import settings

    client.force_login(li_wei.user)
    kept = session_of(client)
    client.post("/sign-out/")
    again = Client()
    again.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert again.get("/people/").status_code == 302


def test_a_closed_account_is_out_at_once(client: Client, li_wei: Member):
    client.force_login(li_wei.user)
    assert client.get("/people/").status_code == 200
    User.objects.filter(pk=li_wei.user_id).update(is_active=False)
    assert client.get("/people/").status_code == 302


def test_every_page_has_the_way_out(client: Client, li_wei: Member):
    client.force_login(li_wei.user)
    for address in (
        "/",
        "/people/",
        "/due/",
        "/rounds/",
        "/imports/",
        "/figures/",
        "/briefings/",
        "/rules/",
    ):
        assert 'action="/sign-out/"' in client.get(address).content.decode(), address


@pytest.mark.django_db
def test_no_session_begins_by_itself(client: Client):
    """Looking around signed out signs nobody in, and keeps nothing at the server."""
    for address in ("/", "/people/", "/sign-in/", "/healthz"):
        client.get(address)
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_a_new_instance_has_no_account():
    assert list(User.objects.all()) == []
    assert list(Member.objects.all()) == []


@pytest.mark.django_db
def test_nobody_is_asked_for_hints(client: Client):
    page = client.get("/sign-in/").content.decode()
    names = set(re.findall(r'<input[^>]*name="([^"]+)"', page))
    assert not any(re.search("hint|question|answer|birth|mother|pet", name) for name in names)


def test_passwords_are_hashed_slowly():
    """What is delivered, not the quick way of tests: PBKDF2-SHA-256, 600,000 rounds or more."""
    chosen = getattr(written, "PASSWORD_HASHERS", global_settings.PASSWORD_HASHERS)[0]
    hasher = import_string(chosen)()
    assert hasher.algorithm == "pbkdf2_sha256"
    assert hasher.iterations >= 600_000
    assert get_hasher("default")


def test_keys_are_strong_enough():
    ring = keyring.current()
    assert all(len(key.material) * 8 >= 128 for key in ring.keys.values())
    assert keyring.LENGTH["AES-256-GCM"] * 8 == 256
    assert len(ring.index) * 8 == 256


SECRET = re.compile(
    r"(?:SECRET|PASSWORD|TOKEN|MASTER_KEY|API_KEY)\w*\s*=\s*[\"'][^\"'{}$]{6,}[\"']|BEGIN (?:RSA |EC )?PRIVATE KEY|"
    r"postgres(?:ql)?://\w+:[^@{\s]+@"
)


def test_nothing_secret_is_written_in_the_code():
    found = [f"{path}:{number}"
             for path in tree.files(".py", ".toml", ".yaml", ".yml", ".json", ".ts", ".html", "")
             if path.parts[0] in {"src", "front", "boot", ".ci", "run.py", "pyproject.toml"} and "tests" not in path.parts
             for number, line in enumerate(tree.text(path).splitlines(), 1) if SECRET.search(line)]  # fmt: skip
    assert found == []


def test_secrets_are_for_their_owner_only():
    keyring.current()
    files = [
        path
        for path in (places.master_key_file(), places.home() / "django.secret")
        if path.exists()
    ]
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in files}
    assert modes
    assert {name: mode for name, mode in modes.items() if mode & 0o077} == {}


def test_debugging_is_off_unless_asked_for(tmp_path):
    code = "from sixin.site import settings; print(settings.DEBUG)"
    environ = {"SIXIN_HOME": str(tmp_path), "PATH": "/usr/bin"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
