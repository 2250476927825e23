"""Settings as they come out of the environment, in processes of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HTTPS = {"SIXIN_URL": "https://sixin.example.cn", "SIXIN_PROXY_SSL_HEADER": "X-Forwarded-Proto"}
TELL = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "sixin.site.settings"
from django.conf import settings
names = {names!r}
print(json.dumps({{name: getattr(settings, name) for name in names}}))
"""


def run(words: list[str], home: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """A process of ours that knows nothing of this one's settings."""
    # The last is for the browser of the journeys, which may have run in this process before.
    foreign = {"DATABASE_URL", "PORT", "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    kept |= {"SIXIN_HOME": str(home)} | env
    command = [sys.executable, *words]
    return subprocess.run(command, env=kept, capture_output=True, text=True, check=False)


def told(home: Path, *names: str, **env: str) -> list[object]:
    done = run(["-c", TELL.format(names=names)], home, **env)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout).values())


def test_django_finds_nothing_to_mend_before_production(tmp_path):
    words = ["-m", "sixin.site.cli", "manage", "check", "--deploy", "--fail-level", "WARNING"]
    done = run(words, tmp_path, **HTTPS)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues (1 silenced)" in done.stdout


def test_with_https_cookies_are_the_host_s_alone_and_http_is_left(tmp_path):
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME",
             "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
             "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER", "CSRF_TRUSTED_ORIGINS",
             "ALLOWED_HOSTS"]  # fmt: skip
    assert told(tmp_path, *names, **HTTPS) == [
        "__Host-sessionid", "__Host-csrftoken", "__Host-sixin_language", True, True, True, True, 31_536_000,
        ["HTTP_X_FORWARDED_PROTO", "https"], ["https://sixin.example.cn"],
        ["127.0.0.1", "localhost", "[::1]", "sixin.example.cn"],
    ]  # fmt: skip


def test_without_https_nothing_pretends_to_it(tmp_path):
    names = ["SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
             "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER"]  # fmt: skip
    assert told(tmp_path, *names) == ["sessionid", False, False, 0, None]


def test_scripts_read_no_cookie_and_other_sites_send_none(tmp_path):
    cookies = ["SESSION", "CSRF", "LANGUAGE"]
    assert told(tmp_path, *(f"{name}_COOKIE_HTTPONLY" for name in cookies)) == [True] * 3
    assert told(tmp_path, *(f"{name}_COOKIE_SAMESITE" for name in cookies)) == ["Lax"] * 3


def test_that_a_proxy_speaks_https_is_never_guessed(tmp_path):
    assert told(tmp_path, "SECURE_PROXY_SSL_HEADER", SIXIN_URL=HTTPS["SIXIN_URL"]) == [None]


@pytest.mark.parametrize(
    "env",
    [
        {"SIXIN_URL": "https://sixin.example.cn"},
        {"SIXIN_URL": "http://192.168.1.5:8000"},
        {"SIXIN_HOSTS": "127.0.0.1,sixin.example.cn"},
        {"SIXIN_HOSTS": "*"},
    ],
)
def test_debugging_is_refused_where_others_can_reach_it(tmp_path, env):
    done = run(["-c", TELL.format(names=["DEBUG"])], tmp_path, SIXIN_DEBUG="1", **env)
    assert done.returncode != 0
    assert "SIXIN_DEBUG shows code and data to whoever asks" in done.stderr


def test_debugging_works_on_this_machine(tmp_path):
    assert told(tmp_path, "DEBUG", SIXIN_DEBUG="1") == [True]


def test_serving_https_without_a_proxy_that_says_so_is_refused(tmp_path):
    words = ["-m", "sixin.site.cli", "serve"]
    done = run(words, tmp_path, SIXIN_URL=HTTPS["SIXIN_URL"], PORT="8199")
    assert done.returncode == 1
    assert "SIXIN_PROXY_SSL_HEADER" in done.stderr
