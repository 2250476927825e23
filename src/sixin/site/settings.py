"""Django settings. `SIXIN_HOME`, `DATABASE_URL` and `PORT` change them, and what `hardening` names."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from sixin.site import logs, places, signing_in
from sixin.site.hardening import *  # noqa: F403 - a part of these settings, kept apart
from sixin.site.signing_in import *  # noqa: F403 - a part of these settings, kept apart

env = environ.Env()
PACKAGE = Path(__file__).resolve().parents[1]
HOME = places.home()
PORT = env.int("PORT", 8000)

SECRET_KEY = env.str("SIXIN_SECRET_KEY", "") or places.secret("django")
# Keys of what is sealed at rest: the key file holds them wrapped by the master key.
SIXIN_KEYRING = env.str("SIXIN_KEYRING", "") or str(HOME / "keys.json")
SIXIN_MASTER_KEY = places.master_key()
SIXIN_CIPHER = env.str("SIXIN_CIPHER", "AES-256-GCM")

CAPABILITIES = ["visits", "hazards", "certifications", "events", "volunteers"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_cotton",
    "django_htmx",
    "ninja",
    "django_tasks",
    "django_tasks_db",
    "treebeard",
    *signing_in.APPS,
    "sixin.rulebook",
    "sixin.audit",
    "sixin.registers",
    "sixin.ledger",
    *[f"sixin.{name}" for name in CAPABILITIES],
    "sixin.indicators",
    "sixin.papers",
    "sixin.site",
]
MIDDLEWARE = [
    "sixin.site.headers.Everywhere",
    "csp.middleware.CSPMiddleware",
    "sixin.site.middleware.ApiOverHttps",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sixin.site.middleware.KnownMethods",
    "sixin.site.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "sixin.site.middleware.NoNulls",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sixin.site.headers.KeptByNobody",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sixin.site.entrance.staying.Staying",
    "sixin.site.middleware.SignedInMember",
    "sixin.site.entrance.devices.Known",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sixin.site.entrance.second_step.SecondStepFirst",
    "sixin.site.middleware.RefusalsAsPages",
]
ROOT_URLCONF = "sixin.site.urls"
WSGI_APPLICATION = "sixin.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "site" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sixin.site.desk.navigation.navigation",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "sixin.site.templatetags.words",
            ],
        },
    }
]

DATABASES = {"default": env.db_url("DATABASE_URL", f"sqlite:///{HOME / 'sixin.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    _options: dict[str, object] = {
        # IMMEDIATE: a transaction that will write waits for its turn instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA secure_delete=ON;"
            "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=67108864;"
        ),
    }
else:
    _options = {"pool": {"min_size": 1, "max_size": 8}}
# What DATABASE_URL says after its `?` wins.
DATABASES["default"]["OPTIONS"] = _options | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
CACHES = {
    # Counts of failed sign-ins must hold for all processes, and none may be lost to a cleaning.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "sixin_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
    # How far a job is, told from inside its transaction.
    "progress": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
    },
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("English"))]
LOCALE_PATHS = [str(path) for path in sorted(PACKAGE.glob("*/locale"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "site" / "static"]
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = HOME / "files"
# Which people were erased, by id alone; kept apart from backups so that a restore repeats it.
SIXIN_ERASURES = env.str("SIXIN_ERASURES", "") or str(HOME / "erasures.jsonl")
FILE_UPLOAD_HANDLERS = ["sixin.site.uploading.InMemory"]

SESSION_ENGINE = "sixin.site.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = logs.CONFIG
