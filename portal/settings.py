"""Every setting of the portal; what differs between installations is one environment variable."""

from importlib.resources import files
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

# --- who and where -----------------------------------------------------------------------------
DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
VAR_DIR: Path = env.path("VAR_DIR", default=BASE_DIR / "var")
"""Everything the installation writes: database, private files, keys. Never below static/."""

SECRET_KEY: str = env.str("SECRET_KEY", default="demo-only-not-secret") if DEMO else env.str("SECRET_KEY")
DATA_KEY: str = env.str("DATA_KEY", default="ZGVtby1vbmx5LWRhdGEta2V5LW5vdC1zZWNyZXQtMDE=") if DEMO else env.str("DATA_KEY")
"""32 bytes, base64: encrypts ID numbers at rest and keys the blind index (PIPL art. 51)."""

ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["*"] if DEMO else [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PUBLIC_URL: str = env.str("PUBLIC_URL", default="http://127.0.0.1:8000")
"""Address printed in QR codes and letters, without trailing slash."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "heroicons",
    "viewflow",
    "viewflow.workflow",
    "trail",
    "accounts",
    "materials",
    "licensing",
    "portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

# --- data --------------------------------------------------------------------------------------
DATABASES = {"default": env.dj_db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # One writer: WAL with synchronous FULL survives kill -9; IMMEDIATE takes the write lock at BEGIN,
    # so two clerks queue instead of failing half-way (see docs/operations.md).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PRIVATE_DIR: Path = VAR_DIR / "private"
KEYS_DIR: Path = env.path("KEYS_DIR", default=VAR_DIR / "keys")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": PRIVATE_DIR}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
TASKS = {
    "default": {
        "BACKEND": env.str("TASK_BACKEND", default="django_tasks_db.DatabaseBackend"),
        "QUEUES": ["default"],
    }
}

# --- people ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"

# --- language and time -------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- pages -------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / ".static"
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", Path(str(files("bootstrap_wrapper"))).parent / "bootstrap")]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
SITE_NAME = _("Freight licence portal")

# --- registries --------------------------------------------------------------------------------
# Registry code of the catalogue -> where it is asked. "ledger" is our own database; a URL is an
# authority that speaks the exchange protocol (materials/lookups/README.md). A registry of the catalogue
# that is not named here is not connected: its materials are asked for.
REGISTRIES: dict[str, str] = env.json("REGISTRIES", default="{}") or {
    "bureau-licence": "ledger",
    "bureau-vehicle": "ledger",
    "bureau-driver": "ledger",
    "bureau-monitor": "ledger",
    "bureau-project": "ledger",
    "bureau-vessel": "ledger",
    **({"mkt-business": env.str("EXCHANGE_URL")} if env.str("EXCHANGE_URL", default="") else {}),
}
