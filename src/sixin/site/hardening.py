"""Settings that keep the web side shut: what a page may load, what cookies say, what needs https.

`SIXIN_URL`, `SIXIN_HOSTS`, `SIXIN_DEBUG` and `SIXIN_PROXY_SSL_HEADER` change them.
Sources: OWASP ASVS 5.0, chapters V3 (web frontend), V12 (secure communication), V13 (configuration).
"""

from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
DEBUG = env.bool("SIXIN_DEBUG", False)
# Where links in papers lead to, and how people reach the desk.
_HERE = f"http://127.0.0.1:{env.int('PORT', 8000)}"
SITE_URL = (env.str("SIXIN_URL", "") or _HERE).rstrip("/")
_AT = urlsplit(SITE_URL)
_HOST = f"[{_AT.hostname}]" if ":" in (_AT.hostname or "") else _AT.hostname or ""
ALLOWED_HOSTS = env.list("SIXIN_HOSTS", default=list(dict.fromkeys([*LOOPBACK, _HOST])))
if DEBUG and not {*ALLOWED_HOSTS, _HOST} <= set(LOOPBACK):
    raise ImproperlyConfigured(
        "SIXIN_DEBUG shows code and data to whoever asks. It works on this machine alone: "
        "SIXIN_URL and SIXIN_HOSTS must be loopback addresses."
    )

# Pages load their own files and nothing else, and hold neither script nor style themselves.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
# What no page of ours asks a browser for; `self`: copying a text, and passkeys.
PERMISSIONS_POLICY = ", ".join(
    [
        *(f"{feature}=()" for feature in (
            "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
            "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection",
            "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
            "screen-wake-lock", "serial", "usb", "xr-spatial-tracking", "clipboard-read",
        )),
        *(f"{feature}=(self)" for feature in (
            "clipboard-write", "publickey-credentials-create", "publickey-credentials-get",
        )),
    ]
)  # fmt: skip

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# A script reads no cookie: forms and htmx take the token from the page.
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "sixin_language"

IS_HTTPS = _AT.scheme == "https"
SECURE_SSL_REDIRECT = IS_HTTPS
# Whoever watches the server asks it directly, behind whatever speaks TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
if IS_HTTPS:
    # The browser takes a __Host- cookie over https from this very host alone.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-sixin_language"
    CSRF_TRUSTED_ORIGINS = [f"https://{_AT.netloc}"]
# To be on the browsers' preload list is for the owner of a domain to decide, and hard to undo.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# A header that the proxy in front sets, and takes out of what comes in: "X-Forwarded-Proto".
# Never guessed: where no proxy takes it out, anybody could say that plain http is https.
PROXY_SSL_HEADER = env.str("SIXIN_PROXY_SSL_HEADER", "")
if PROXY_SSL_HEADER:
    SECURE_PROXY_SSL_HEADER = (f"HTTP_{PROXY_SSL_HEADER.upper().replace('-', '_')}", "https")

# How much is read of what comes in; `uploading` says how much of a file.
DATA_UPLOAD_MAX_NUMBER_FILES = 5
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes, of everything but files
