"""Every setting of the portal; what differs between installations is one environment variable."""

from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.messages import constants as message_levels
from django.utils.translation import gettext_lazy as _
from environs import Env

from portal.operating.safe_settings import stop_unless_safe

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

# --- who and where -----------------------------------------------------------------------------
DEMO = env.bool("DEMO", default=False)
DEMO_COMPANIES: int = 120 if env.str("DEMO_SIZE", default="") == "small" else env.int("DEMO_COMPANIES", default=600)
"""How many companies the demo's city has beside those its people act for; the city has 1,200 (calibration F-9.17)."""
DEBUG = env.bool("DEBUG", default=False)
VAR_DIR: Path = env.path("VAR_DIR", default=BASE_DIR / "var")
"""Everything the installation writes: database, private files, keys. Never below static/."""
VAR_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY: str = env.str("SECRET_KEY", default="demo-only-not-secret") if DEMO else env.str("SECRET_KEY")
DATA_KEY: str = (
    env.str("DATA_KEY", default="ZGVtby1vbmx5LWRhdGEta2V5LW5vdC1zZWNyZXQtMDE=") if DEMO else env.str("DATA_KEY")
)
"""32 bytes, base64: encrypts ID numbers at rest and keys the blind index (PIPL art. 51)."""
OLD_DATA_KEYS: list[str] = env.list("OLD_DATA_KEYS", default=[])
"""Those that still open what they sealed, the newest first, until `manage.py reseal` has sealed everything anew."""
INDEX_KEYS: list[str] = env.list("INDEX_KEYS", default=[])
"""What old data keys left behind for the blind indexes, the oldest first; `manage.py reseal --index-keys` prints it."""

ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["*"] if DEMO else [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PUBLIC_URL: str = env.str("PUBLIC_URL", default="http://127.0.0.1:8000")
"""Address printed in QR codes and letters, without trailing slash."""

OURS = (
    "trail",
    "pages",
    "accounts",
    "clock",
    "post",
    "papers",
    "materials",
    "desk",
    "rating",
    "licensing",
    "supervision",
    "hotline",
    "portal",
)
"""The portal's own apps, from the lowest layer up."""
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django.contrib.sitemaps",
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
    "viewflow",
    "viewflow.workflow",
    *OURS,
]

MIDDLEWARE = [
    "portal.edge.middleware.numbered",
    "portal.edge.middleware.kept_by_nobody",
    "portal.edge.middleware.KnownMethods",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.edge.middleware.TextsCompressed",
    "csp.middleware.CSPMiddleware",
    "portal.edge.sessions.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.typed.cleaned_input.CleanedInput",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.signing_in.sessions.lifetime.ended_in_time",
    "portal.edge.sent_once.sent_once",
    "portal.edge.middleware.methods_told",
    "portal.site.reading.remembered",
    "accounts.signing_in.known_device.remembered",
    "accounts.signing_in.second_factor.SecondFactorForStaff",
    "accounts.signing_in.throttle.ThrottlePage",
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
                "accounts.represented.acting.acting",
                "licensing.applications.counter.at_hand.counter",
                "accounts.demo.people.demo",
                "clock.alarm.calendar_alarm",
                "portal.site.foot.foot",
            ],
        },
    },
]

MESSAGE_TAGS = {message_levels.DEBUG: "info", message_levels.ERROR: "danger"}
"""Messages are shown in the tones of `pages.looks`."""

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
else:
    # A connection for each request costs more than most of our queries.
    DATABASES["default"] |= {"CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60), "CONN_HEALTH_CHECKS": True}
    # PostgreSQL tries every order of up to eight joined tables. A case is read with ten and more, by their keys, in the
    # good order Django writes them: trying the others took half the time of our widest pages. Up to four still are.
    # Nor is any of ours long enough to be worth compiling; a page of many counts looks as if it were.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c join_collapse_limit=4 -c jit=off"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What all processes must agree on (used one-time codes, attempts, the state of registries) lives in one cache.
CACHE_URL: str = env.str("CACHE_URL", default="")
"""redis://… where several machines serve; the database otherwise."""
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

PRIVATE_DIR: Path = VAR_DIR / "private"
KEYS_DIR: Path = env.path("KEYS_DIR", default=VAR_DIR / "keys")
MAKE_SIGNING_KEYS = False
"""Only the demo makes missing signing keys by itself; elsewhere a missing key stops the work."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": PRIVATE_DIR}},
    "staticfiles": {"BACKEND": "portal.edge.static_files.DigestedStaticFiles"},
}
TASKS = {
    "default": {
        "BACKEND": env.str("TASK_BACKEND", default="django_tasks_db.DatabaseBackend"),
        "QUEUES": ["default"],
    }
}

# --- people ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.signing_in.backend.Backend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "phone", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "accounts.signing_in.passwords.KnownWordsValidator"},
]
KNOWN_WORDS: list[str] = [
    *("tongban", "jiaozuo", "henan", "huoyun", "jiaotong", "daolu", "yunshu", "xuke", "freight", "licence", "license"),
    *("transport", "portal", "hotline", "admin", "administrator", "root", "clerk", "reviewer", "decider", "verifier"),
    *("auditor", "supervisor", "officer", "operator", "member", "password", "mima", "welcome", "qwerty", "woaini"),
    *("通办", "焦作", "河南", "交通", "运输", "货运", "许可", "密码", "管理员"),
    *env.list("KNOWN_WORDS", default=[]),
]
"""What a password is not made of here; an installation adds the names of its own city and bureau."""
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
START_PAGES: dict[str, str] = {
    "applicant": "/mine/",
    "counter-clerk": "/desk/",
    "reviewer": "/desk/",
    "decider": "/desk/",
    "head": "/desk/",
    "verifier": "/desk/",
    "auditor": "/register/",
    "supervisor": "/register/",
    "administrator": "/accounts/people/",
    "grid-member": "/visits/",
    "grid-chief": "/grids/",
    "rating-officer": "/rating/given/",
}
"""Where each role starts after signing in."""
EMAIL_URL: str = env.str("EMAIL_URL", default="")
"""Mail gateway, e.g. smtp+tls://user:password@mail.example:587. Without one nobody is offered mail."""
if EMAIL_URL:
    vars().update(env.dj_email_url("EMAIL_URL"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", default=f"noreply@{urlsplit(PUBLIC_URL).hostname}")
"""Who mail comes from; without it the host of PUBLIC_URL, which mail servers of receivers can check."""
POST_EMAIL_URL: str = env.str("POST_EMAIL_URL", default=EMAIL_URL)
"""Where messages about matters leave by e-mail, when not through EMAIL_URL."""
POST_MAIL: dict[str, Any] = env.dj_email_url("POST_EMAIL_URL", default=EMAIL_URL) if POST_EMAIL_URL else {}
POST_BOUNCES: str = env.str("POST_BOUNCES", default="")
"""The mailbox of mail that came back: imap+ssl://user:password@host/INBOX, or maildir:///path; none is read without."""
POST_BOUNCE_ADDRESS: str = env.str("POST_BOUNCE_ADDRESS", default="")
"""Whom mail servers return a mail to (its envelope's sender); without it whom mail comes from."""
SMS_URL: str = env.str("SMS_URL", default="")
"""The gateway of text messages (docs/sms-gateway.md); without one none are sent."""
SMS_SECRET: str = env.str("SMS_SECRET", default="demo-exchange-secret") if DEMO else env.str("SMS_SECRET", default="")
SMS_SIGN: str = env.str("SMS_SIGN", default="焦作通办")
"""The signature a text message begins with; gateways want it registered."""
POST_CHANNELS: dict[str, str] = (
    ({"email": "post.channels.email.send"} if POST_EMAIL_URL else {})
    | ({"sms": "post.channels.sms.send"} if SMS_URL else {})
)  # fmt: skip
"""How messages leave the portal, beside the inbox: a channel and who sends on it."""
COMPANY_FACTS = "portal.company_facts.ask"
"""Who tells a company's facts by its unified social credit code (accounts.company_facts.CompanyRegister)."""

REAL_NAME = "portal.real_name.provider"
"""Who proves identities (accounts.real_name.RealNameService)."""
REAL_NAME_URL: str = env.str("REAL_NAME_URL", default=env.str("EXCHANGE_URL", default=""))
REAL_NAME_MINUTES: int = env.int("REAL_NAME_MINUTES", default=10)

# Sessions end after 30 minutes without a request; the next parameter leads back (domain F-8.2).
# portal.edge.sessions renews them, not with every page.
SESSION_COOKIE_AGE = 30 * 60
SESSION_HOURS: int = env.int("SESSION_HOURS", default=12)
"""A sign-in lasts so long at most, however busy: longer than a shift, shorter than a day."""
HTTPS: bool = env.bool("HTTPS", default=PUBLIC_URL.startswith("https://"))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True  # scripts take the token from the page
OWN_HOST = "__Host-" if HTTPS else ""
"""What our cookies are called first: a browser then takes them from this host alone, over https alone."""
SESSION_COOKIE_NAME = f"{OWN_HOST}sessionid"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
CSRF_COOKIE_NAME = f"{OWN_HOST}csrftoken"
SECOND_FACTOR_REQUIRED: bool = env.bool("SECOND_FACTOR_REQUIRED", default=not DEMO)
"""Staff must set up a one-time code before they see anything else; only the demo does without."""

SET_UP_CODE_HOURS: int = env.int("SET_UP_CODE_HOURS", default=72)
"""How long a code works with which the owner of a new account chooses the password."""
INDEPENDENCE_DAYS: int = env.int("INDEPENDENCE_DAYS", default=90)
"""Days in which who entered another, or reset their credentials, is no second pair of eyes for them."""

ACCOUNT_ADAPTER = "accounts.signing_in.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", *(["email"] if EMAIL_URL else []), "password1*", "password2*"]
ACCOUNT_FORMS = {
    "login": "accounts.signing_in.forms.SignInForm",
    "signup": "accounts.signing_in.forms.SignUpForm",
    "change_password": "accounts.signing_in.forms.PasswordChangeForm",
    "reset_password": "accounts.signing_in.forms.PasswordResetForm",
    "reset_password_from_key": "accounts.signing_in.forms.NewPasswordForm",
    "reauthenticate": "accounts.signing_in.forms.ReauthenticateForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = bool(EMAIL_URL)
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_PRESERVE_USERNAME_CASING = False
# Axes counts failures, one clear page for all of them; offices share one address, so those limits are wide.
ACCOUNT_RATE_LIMITS = {"login_failed": False, "login": "300/m/ip", "signup": "60/m/ip"}
MFA_ADAPTER = "accounts.signing_in.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "accounts.signing_in.second_factor.AuthenticateForm",
    "reauthenticate": "accounts.signing_in.second_factor.ReauthenticateForm",
    "activate_totp": "accounts.signing_in.second_factor.ActivateForm",
}
USERSESSIONS_TRACK_ACTIVITY = False

# By account and source together: a stranger elsewhere cannot lock a named official out.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "accounts.signing_in.known_device.source_of"
KNOWN_DEVICE_DAYS = 180
"""How long a browser its owner signed in with is not touched by the failures of strangers."""
AXES_USERNAME_CALLABLE = "accounts.signing_in.lockout.username_tried"
AXES_LOCKOUT_CALLABLE = "accounts.signing_in.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # the trail remembers sign-ins
AXES_SENSITIVE_PARAMETERS = ["login", "username", "password", "id_number"]
AXES_VERBOSE = False
UNUSUAL_LOOK_UPS: int = env.int("UNUSUAL_LOOK_UPS", default=200)
"""From how many subjects a day, looked up for applications never handed in, the auditor is told."""
THROTTLES: dict[str, dict[str, str]] = {
    "confirmation": {"person": "5/15m"},
    "second-factor": {"person": "5/15m"},
    "set-up-code": {"source": "20/1h"},
    "track": {"source": "60/10m"},
    "verify": {"source": "60/10m"},
    "verify-picture": {"source": "60/10m", "person": "60/10m"},
    "public-file": {"source": "20/1h"},
    "hotline": {"source": "60/1h"},
    "hotline-code": {"source": "30/10m"},
    "chain": {"source": "60/1h"},
    "chain-code": {"source": "30/10m"},
    "cosign-code": {"source": "30/10m"},
    "cosign": {"source": "60/1h", "person": "10/1h"},
    "rating-code": {"source": "30/10m"},
    "hotline-inbox": {"source": "3000/10m"},
    "search": {"source": "120/1m", "person": "120/1m"},
    "look-up": {"source": "600/1h", "person": "200/1h"},
    "upload": {"source": "1200/1h", "person": "300/1h"},
    "counter": {"person": "60/1h"},
    "counter-refused": {"person": "10/1h"},
    "add-company": {"source": "60/1h", "person": "10/1h"},
    "address-code": {"source": "60/1h", "person": "5/1h"},
    "address-proof": {"person": "5/15m"},
    "visits": {"person": "600/1h"},
    "encounters": {"person": "600/1h"},
    "care": {"source": "60/1h", "person": "60/1h"},
    "real-name": {"source": "60/1h", "person": "5/1h"},
} | dict(env.json("THROTTLES", default=None) or {})
"""What may be tried how often, by source address and by person: count/period (accounts/signing_in/throttle.py)."""

# --- language and time -------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = f"{OWN_HOST}language"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- pages -------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT: Path = env.path("STATIC_ROOT", default=BASE_DIR / ".static")
# Only what our pages use: the packages bring much more, and fonts of their own.
STATICFILES_FINDERS = ["portal.edge.static_files.WhatPagesUse"]
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap/css", Path(str(files("bootstrap_wrapper"))).parent / "bootstrap" / "css"),
    ("django_htmx", Path(str(files("django_htmx"))) / "static" / "django_htmx"),
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
"""A choice nobody made yet is called that, and no row of dashes (templates/django/forms/widgets)."""
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
SITE_NAME = _("Freight licence portal")
# The foot of every page of a government site (国办发〔2017〕47号): who runs it, how to reach it, its numbers.
SITE: dict[str, str] = {
    "organiser": env.str("SITE_ORGANISER", default="焦作市交通运输局（演示）" if DEMO else ""),
    "address": env.str("SITE_ADDRESS", default="河南省焦作市（演示地址）" if DEMO else ""),
    "phone": env.str("SITE_PHONE", default="0391-12328" if DEMO else ""),
    "hours": env.str("SITE_HOURS", default="工作日 8:30–12:00，14:30–17:30" if DEMO else ""),
    "code": env.str("SITE_CODE", default="4108000000" if DEMO else ""),
    "icp": env.str("SITE_ICP", default="豫ICP备00000000号（演示）" if DEMO else ""),
    "police": env.str("SITE_POLICE", default="豫公网安备00000000000000号（演示）" if DEMO else ""),
    "errors": env.str("SITE_ERRORS", default=""),
}
"""`code`: ten characters (网站标识码); `errors`: the address of “我为政府网站找错”, may be empty."""
SITE_IN_ENGLISH: dict[str, str] = {
    "organiser": env.str("SITE_ORGANISER_EN", default="Jiaozuo Municipal Transport Bureau (demo)" if DEMO else ""),
    "address": env.str("SITE_ADDRESS_EN", default="Jiaozuo, Henan (demo address)" if DEMO else ""),
    "hours": env.str("SITE_HOURS_EN", default="working days 8:30–12:00, 14:30–17:30" if DEMO else ""),
}
"""What of it English readers see; where it is empty they see the Chinese."""

# Everything comes from the portal itself, nothing inline; data: is Bootstrap's own small pictures in its CSS.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^hotline/(inbox|calls)/"]  # programs are refused there, not led on
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY: bool = env.bool("BEHIND_PROXY", default=False)
"""One proxy of our own stands in front: its word on scheme, source and number of a request is believed."""
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# clamd of Debian: "unix:/run/clamav/clamd.ctl" or "tcp:host:3310". Configured and silent, uploads are refused.
VIRUS_SCANNER = env.str("VIRUS_SCANNER", default="")
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
BODY_BYTES: int = env.int("BODY_BYTES", default=120 * 1024 * 1024)
"""The most one request may send; more is refused before anything of it is written."""
BODY_BYTES_OF_STRANGERS: int = env.int("BODY_BYTES_OF_STRANGERS", default=12 * 1024 * 1024)
"""The same for who is not signed in: one certificate to verify."""
WEB_THREADS: int = env.int("WEB_THREADS", default=16)
"""Threads of each web process (gunicorn.conf.py); half of them may be busy taking in what is sent."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a fleet of hundreds of vehicles is one form

# --- registries --------------------------------------------------------------------------------
# Registry code of the catalogue -> where it is asked. "ledger" is our own database; a URL is an
# authority that speaks the exchange protocol (materials/lookups/README.md); a dotted path is a provider of an app of
# ours. A registry of the catalogue
# that is not named here is not connected: its materials are asked for.
REGISTRIES: dict[str, str] = dict(env.json("REGISTRIES", default=None) or {}) or {
    "bureau-licence": "ledger",
    "bureau-vehicle": "ledger",
    "bureau-driver": "ledger",
    "bureau-monitor": "ledger",
    "bureau-project": "ledger",
    "bureau-vessel": "ledger",
}
REGISTRIES.setdefault("credit-code", "supervision.credit.codes.answering.CreditCodes")
EXCHANGE_URL: str = env.str("EXCHANGE_URL", default="")
"""The gateway through which other authorities' registries are asked."""
EXCHANGED = (
    "mkt-business", "ps-vehicle", "ps-driver", "ps-identity", "credit", "civil-affairs", "trade-union", "ps-accident",
    "overload-control", "tax-credit",
)  # fmt: skip
"""Other authorities' registries, asked there unless REGISTRIES names another place."""
if EXCHANGE_URL:
    for _code in EXCHANGED:
        REGISTRIES.setdefault(_code, EXCHANGE_URL)
EXCHANGE_SECRET: str = (
    env.str("EXCHANGE_SECRET", default="demo-exchange-secret") if DEMO else env.str("EXCHANGE_SECRET", default="")
)
_HOTLINES = {code: {"url": EXCHANGE_URL, "secret": EXCHANGE_SECRET} for code in ("12345", "ministry")} if DEMO else {}
HOTLINE_SOURCES: dict[str, dict[str, str]] = dict(env.json("HOTLINE_SOURCES", default=None) or _HOTLINES)
"""Hotlines that send tickets, by channel: `secret` of both sides, `url` that takes answers, `division` of ours."""
_EXCHANGES = {"exchange": {"secret": EXCHANGE_SECRET}} if DEMO else {}
TELEPHONE_EXCHANGES: dict[str, dict[str, str]] = dict(env.json("TELEPHONE_EXCHANGES", default=None) or _EXCHANGES)
"""Telephone exchanges that tell of calls, by a code: `secret` of both sides, `division` of ours."""
ACCEPT_BY_RULE: bool = env.bool("ACCEPT_BY_RULE", default=True)
"""Whether an application that needs no person is accepted at once by rule; otherwise a clerk accepts each."""
LOOKUP_SECONDS: float = env.float("LOOKUP_SECONDS", default=5.0)
"""All look-ups of one page together; who has not answered by then is unavailable."""

# --- licences ----------------------------------------------------------------------------------
LICENCE_YEARS: int = env.int("LICENCE_YEARS", default=4)
CERTIFICATE_OID: str = env.str("CERTIFICATE_OID", default="1.2.156.3005.2")
"""Root of every e-certificate identifier (GB/T 36904)."""
CERTIFICATE_TYPES: dict[str, str] = {
    "licence": env.str("LICENCE_TYPE", default="11100000000019713D008"),
    "hazardous": env.str("HAZARDOUS_TYPE", default="11100000000019713D016"),
    "vehicle": env.str("VEHICLE_TYPE", default="11100000000019713D013"),
    "driver": env.str("DRIVER_TYPE", default="11100000000019713D071"),
    "result": env.str("RESULT_TYPE", default="11100000000019713D099"),
}
"""Type codes: the transport ministry's social credit code and three digits (domain F-6.1); 099 until assigned."""
TYPES_OF_RESULTS: dict[str, str] = {
    "道路运输经营许可证": "licence",
    "道路运输经营许可证（危险货物运输）": "hazardous",
    "道路运输从业人员从业资格证": "driver",
    "道路运输证": "vehicle",
}
"""Certificates without a form of their own that are of a type the ministry lists all the same, by their name."""
CORRECTION_DAYS = env.int("CORRECTION_DAYS", default=15)
"""Working days an applicant has to answer a correction request (practice differs by city)."""
VERIFICATION_DAYS = env.int("VERIFICATION_DAYS", default=40)
"""Working days after the grant by which a commitment is verified, where its notice names none (domain F-3.6)."""
RECTIFICATION_DAYS = env.int("RECTIFICATION_DAYS", default=30)
"""Days an order to rectify gives (domain F-3.7)."""
DEFENCE_DAYS = env.int("DEFENCE_DAYS", default=5)
"""Working days to state one's case before a revocation."""
BARRED_YEARS = env.int("BARRED_YEARS", default=3)
"""Years without a new application after a licence got by deceit (Licensing Law art. 79)."""
BARRED_YEARS_FALSE_APPLICATION = env.int("BARRED_YEARS_FALSE_APPLICATION", default=1)
"""Years without a new application after false materials (Licensing Law art. 78)."""
RENEWAL_WINDOW_DAYS = env.int("RENEWAL_WINDOW_DAYS", default=90)
"""Days before expiry from which a renewal may be applied for; by law at the latest 30 before (art. 50)."""

CREDIT_HOUR: int = env.int("CREDIT_HOUR", default=2)
"""From this hour of the night on credit facts are gathered and codes followed up (domain F-9.11)."""
CREDIT_ASKED_EVERY_DAYS: int = env.int("CREDIT_ASKED_EVERY_DAYS", default=30)
"""After so many days registries are asked about a company's credit again; after a silence the next night."""
CREDIT_LOOK_UPS: int = env.int("CREDIT_LOOK_UPS", default=1000)
"""So many companies registries are asked about in a night."""
PROMISE_LOOK_UPS: dict[str, int] = env.dict("PROMISE_LOOK_UPS", subcast_values=int, default={"ps-driver": 500})
"""How many look-ups a registry is asked in a night about promises that live, by registry."""
PROMISE_LOOK_UPS_OF_OTHERS: int = env.int("PROMISE_LOOK_UPS_OF_OTHERS", default=2000)
"""The same for registries that are not named."""

TIMERS = [
    "portal.work.take_up_again",
    "portal.work.forget_old",
    "portal.operating.left_files.tick",
    "accounts.signing_in.throttle.forget_old",
    "licensing.moving.worker.sweep",
    "licensing.moving.timers.deem_accepted",
    "licensing.moving.timers.go_without_hearing",
    "licensing.moving.serving.serve_announced_letters",
    "licensing.moving.promises.time_passed",
    "licensing.moving.timers.pass_expiry",
    "licensing.moving.timers.advance_bundles",
    "licensing.moving.timers.forget_files_of_discarded",
    "licensing.telling.kept_drafts.tick",
    "licensing.moving.holders.release_steps",
    "licensing.allocation.giving.tick",
    "licensing.moving.timers.escalate",
    "supervision.promises.asking.tick",
    "supervision.credit.facts.looking_up.tick",
    "supervision.credit.running.rounds.tick",
    "licensing.telling.warnings.warn",
    "licensing.offers.timer.tick",
    "post.telling.tail.listen",
    "post.sending.rounds.hurry",
    "post.sending.bounces.look",
    "post.questions.sending.tick",
    "rating.handling.timer.tick",
    "pages.figures.count_again",
    "pages.jobs.running.hurry",
    "pages.jobs.keeping.remove_old",
    "supervision.grids.following.follow",
    "supervision.reviews.following.follow",
    "supervision.reviews.asking.tick",
    "supervision.reviews.watching.tick",
    "supervision.visits.planning.tick",
    "supervision.visits.phone.asides.forget_settled",
    "trail.checkpoints.tick",
    "supervision.draws.actions.carry_out_due",
    "supervision.inspections.doing.telling.time_passed",
    "supervision.serving.following.tick",
    "supervision.serving.contests.tick",
    "supervision.encounters.following.tick",
    "supervision.encounters.serving.decisions.tell_unserved",
    "supervision.encounters.forgetting.anonymise_old",
    "hotline.tickets.supervising.timer.tick",
    "hotline.tickets.collecting.tick",
    "hotline.tickets.doing.drafting.forget_left",
    "hotline.keeping.going.tick",
    "hotline.channels.exchange.sending.hurry",
    "hotline.knowledge.warning.tick",
    "hotline.bulletins.making.tick",
    "hotline.interviews.proposing.tick",
    "hotline.interviews.reminding.tick",
    "hotline.interviews.reminding.follow_notices",
    "hotline.problems.finding.tick",
    "hotline.chain.timer.tick",
    "hotline.insurance.timing.tick",
    "hotline.afterwards.asking.tick",
]
"""What the worker runs every minute, by dotted path."""

LETTERS = (
    "licensing.decisions.writing.letter_set.LETTERS",
    "supervision.credit.letters.letter_set.LETTERS",
    "supervision.inspections.letters.letter_set.LETTERS",
    "supervision.encounters.letters.letter_set.LETTERS",
    "hotline.tickets.letters.letter_set.LETTERS",
    "hotline.insurance.letters.letter_set.LETTERS",
    "hotline.interviews.letters.letter_set.LETTERS",
)
"""The letters each app ships: their texts, what they may use and what they must say."""
POST = (
    "licensing.telling.post_set.POST",
    "supervision.credit.telling.post_set.POST",
    "supervision.promises.telling.post_set.POST",
    "supervision.reviews.telling.post_set.POST",
    "supervision.inspections.telling.post_set.POST",
    "supervision.serving.telling.post_set.POST",
    "hotline.tickets.telling.post_set.POST",
    "supervision.encounters.telling.post_set.POST",
    "supervision.visits.clues.telling.post_set.POST",
    "hotline.knowledge.telling.post_set.POST",
    "hotline.care.telling.post_set.POST",
    "hotline.chain.telling.post_set.POST",
    "hotline.interviews.telling.post_set.POST",
    "hotline.insurance.telling.post_set.POST",
    "rating.telling.post_set.POST",
    "portal.telling.post_set.POST",
    "portal.telling.second_person.post_set.POST",
    "post.addresses.post_set.POST",
)
"""What people are told: the messages each app ships (post.contract.PostSet)."""
POST_DAYTIME: list[int] = env.list("POST_DAYTIME", subcast=int, default=[8, 21])
"""Hours between which messages leave: nobody is woken."""
POST_RETRY_MINUTES: list[float] = env.list("POST_RETRY_MINUTES", subcast=float, default=[1, 5, 30, 120, 360])
"""How long a message waits after its first, second … try to be sent; after the last it has failed."""
POST_LEASE_SECONDS: float = env.float("POST_LEASE_SECONDS", default=120)
"""After so long somebody who began to send and was not heard of again is taken for dead."""
POST_WORKING_HOURS: tuple[int, int] = (9, 17)
"""The same for what concerns work; what is gathered leaves when they begin."""
OFFICE_HOURS: list[str] = env.list("OFFICE_HOURS", default=["08:30-12:00", "14:30-18:00"])
"""When authorities are open on a working day: what a limit of working hours counts."""
TALK_REOPEN_DAYS: int = env.int("TALK_REOPEN_DAYS", default=30)
"""So many days after a conversation was closed the applicant's side may open it again."""
NOTES_ON_CERTIFICATES = "supervision.reviews.reading.notes_of"
"""Who tells what is due for the certificates of a company: by number, in the reader's language."""
ERRANDS = (
    "licensing.applicant.home.errands.KINDS",
    "supervision.errands.KINDS",
    "hotline.chain.errands.KINDS",
    "accounts.represented.errands.KINDS",
    "portal.mine.reading.KINDS",
)
"""Who tells what a company has to do, and by when (pages.errands)."""
OPEN_CASES = "licensing.applications.queries.open_cases_by_edition"
"""Who counts the open cases of each edition of the catalogue."""
PEOPLE_CHANGED = "licensing.moving.holders.person_changed"
"""Who is told when somebody is switched off, gets other roles or goes away: what they held is released."""

LONG_WORK = (
    "licensing.certificates.packing.OF_A_COMPANY",
    "licensing.casework.by_data.work.BY_DATA",
    "licensing.auditing.exporting.AS_CSV",
    "licensing.auditing.exporting.AS_XLSX",
    "licensing.auditing.exporting.FILES",
    "licensing.auditing.bound.binding.BOUND",
)
"""What takes longer than a page and is done by the worker, part by part (pages.jobs.contract.Kind)."""
LONG_WORK_KEPT_DAYS: float = env.float("LONG_WORK_KEPT_DAYS", default=7)
"""How long a result is kept; its row stays."""
LONG_WORK_AT_ONCE: int = env.int("LONG_WORK_AT_ONCE", default=5)
"""How much long work of one person may be open."""
LONG_WORK_STRETCH_SECONDS: float = env.float("LONG_WORK_STRETCH_SECONDS", default=5)
"""So long the worker stays with one piece of long work before it does what else waits."""
LONG_WORK_LEASE_SECONDS: float = env.float("LONG_WORK_LEASE_SECONDS", default=60)
"""After so long a worker that was not heard of is taken for dead, and another goes on where it stopped."""

FIGURES = {
    "in-force": "licensing.certificates.queries.in_force_count",
    "this-year": "licensing.auditing.lived.count_this_year",
    "granted-this-year": "licensing.certificates.publicity.granted.count_granted_this_year",
    "chosen-period": "licensing.auditing.lived.count_period",
    "promises": "supervision.promises.reading.count_promises",
    "registries": "licensing.auditing.dashboard.counting.count_registries",
    "findings": "licensing.auditing.findings.keeping.count_findings",
    "dashboard": "licensing.auditing.dashboard.counting.count_dashboard",
    "supervised": "licensing.auditing.overdue.count_supervised",
    "ratings": "rating.figures.counting.count_ratings",
}
"""Figures that would grow dear with the number of cases, and who counts them (`pages.figures`)."""
MEASURE_FIGURES = {
    "answers-in-force": "hotline.measures.counting.answers_in_force",
    "bulletins-issued": "hotline.measures.counting.bulletins_issued",
    "call-back-rate": "hotline.figures.measured.called_back",
    "desks-with-a-person": "hotline.measures.counting.desks_with_a_person",
    "driver-entry": "hotline.figures.measured.by_drivers_own_entry",
    "drivers-reached": "hotline.measures.counting.drivers_reached",
    "first-handler-kept": "hotline.figures.measured.first_handler_kept",
    "interviews-held": "hotline.measures.counting.interviews_held",
    "on-time": "hotline.figures.measured.on_time",
    "platforms-with-a-desk": "hotline.measures.counting.platforms_with_a_desk",
    "problems-closed": "hotline.problems.reading.solved",
    "received-by-channel": "hotline.figures.measured.received",
    "redo-rate": "hotline.figures.measured.redone",
    "replies-complete": "hotline.measures.counting.replies_complete",
    "review-rate": "hotline.figures.measured.reviewed",
    "supervision-answered": "hotline.figures.measured.supervision_answered",
    "transfer-in-2h": "hotline.figures.measured.transferred_in_time",
}
"""Who counts a metric of the hotline's seventeen measures; one nobody is named for is not measured yet."""
TICKET_ASIDES = (
    "hotline.telephone.shown.of_ticket",
    "hotline.problems.reading.of_ticket",
    "hotline.afterwards.answering.of_ticket",
)
"""Who has something to say on the page of a ticket (hotline.tickets.screens.asides.Aside)."""
SERVED_MATTERS = {"application": "licensing.decisions.served.days_of"}
"""Who tells of a matter people were served in when it was accepted and decided, by its noun (`rating.contract`)."""
FIGURES_OF_EVERYBODY = ("in-force", "this-year")
"""Those of the first pages, counted before anybody looks."""
LISTS = {
    "bulletins": "hotline.bulletins.screens.bulletin_list.BULLETINS",
    "insurance": "hotline.insurance.screens.case_list.CASE_LIST",
    "care": "hotline.care.screens.application_list.APPLICATION_LIST",
    "knowledge": "hotline.knowledge.answer_list.ANSWER_LIST",
    "codes": "supervision.credit.screens.lists.CODES",
    "unfound": "materials.catalogue.finding.unfound_list.UNFOUND",
    "cases": "licensing.auditing.registers.cases_list.CASES",
    "letters": "licensing.auditing.registers.letters_list.LETTERS",
    "look-ups": "licensing.auditing.registers.look_ups_list.LOOK_UPS",
    "looks": "licensing.auditing.registers.looks_list.WATCHED",
    "verified": "licensing.auditing.registers.verifications_list.KEPT",
    "desk": "licensing.casework.desk_list.DESK",
    "platforms": "hotline.platforms.platform_list.PLATFORMS",
    "calls": "hotline.telephone.call_list.CALL_LIST",
    "unclear": "hotline.channels.channel_lists.UNCLEAR",
    "owed": "hotline.channels.channel_lists.ANSWERS",
    "tickets": "hotline.tickets.screens.ticket_list.TICKETS",
    "fleet": "licensing.applicant.fleet.fleet_list.FLEET",
    "encounters": "supervision.encounters.screens.lists.ENCOUNTERS",
    "grids": "supervision.grids.grid_list.GRIDS",
    "promises": "supervision.promises.failing_list.FAILINGS_LIST",
    "inspections": "supervision.inspections.screens.lists.INSPECTIONS",
    "passed": "licensing.auditing.passed_list.PASSED",
    "people": "accounts.staffing.people_list.PEOPLE",
    "ratings": "rating.screens.rating_list.RATINGS",
    "reviews": "supervision.reviews.vehicle_list.VEHICLES",
    "register": "licensing.auditing.registers.certificates_list.REGISTER",
    "steps": "licensing.casework.supervising.steps_list.STEPS_LIST",
    "undelivered": "post.failures.failure_list.FAILURES",
    "verifications": "licensing.casework.licence_queue.VERIFICATIONS",
    "visits": "supervision.visits.lists.VISITS",
    "clues": "supervision.visits.clues.clue_list.CLUES_LIST",
}
"""Every list by its name, for what is done with a list elsewhere than on its page (`pages.lists`)."""
VIEWS_OF_LISTS = "accounts.choices.saved.views_of"
"""Who keeps the views people save and share (`pages.lists.kept`)."""
CHECKPOINT_MINUTES: float = env.float("CHECKPOINT_MINUTES", default=5)
"""How often the trail is summed up in a public number; a random draw waits for the next one."""
CALENDAR_CHANGED = "desk.open_steps.look_at_all"
"""Who is told when an edition of the working calendar is released: every limit is counted anew."""

# --- safety ------------------------------------------------------------------------------------
stop_unless_safe(
    demo=DEMO,
    PUBLIC_URL=PUBLIC_URL,
    DATA_KEY=DATA_KEY,
    OLD_DATA_KEYS=OLD_DATA_KEYS,
    INDEX_KEYS=INDEX_KEYS,
    SECRET_KEY=SECRET_KEY,
    DEBUG=DEBUG,
    REGISTRIES=REGISTRIES,
    EXCHANGE_SECRET=EXCHANGE_SECRET,
    SMS_URL=SMS_URL,
    SMS_SECRET=SMS_SECRET,
    HOTLINE_SOURCES=HOTLINE_SOURCES,
    TELEPHONE_EXCHANGES=TELEPHONE_EXCHANGES,
    REAL_NAME_URL=REAL_NAME_URL,
    PLAIN_HOSTS=env.list("PLAIN_HOSTS", default=[]),
    SITE=SITE,
)

# --- log ---------------------------------------------------------------------------------------
# Lines of JSON on standard error, without personal data: portal.edge.log says what stands in them and what never does.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "portal.edge.log.JsonLines"}},
    "filters": {
        "strangers": {"()": "portal.edge.log.OfStrangers"},
        "refusals": {"()": "portal.edge.log.Refusals"},
    },
    "handlers": {
        "lines": {"class": "logging.StreamHandler", "formatter": "lines"},
        "strangers": {"class": "logging.StreamHandler", "formatter": "lines", "filters": ["strangers"]},
        "refusals": {"class": "logging.StreamHandler", "formatter": "lines", "filters": ["refusals"]},
    },
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["lines"], "level": "ERROR", "propagate": False},
        "django.request": {"handlers": ["refusals"], "level": "WARNING", "propagate": False},
        "django.security": {"handlers": ["strangers"], "level": "WARNING", "propagate": False},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        "pyhanko": {"level": "ERROR"},
    },
}
