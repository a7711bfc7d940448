"""Settings of the test run: the real ones, with a throw-away folder and no demo shortcuts."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("VAR_DIR", str(Path(tempfile.gettempdir()) / f"tongban-test-{os.getuid()}"))
os.environ.setdefault("SECRET_KEY", "tests-only-" * 5)
os.environ.setdefault("DATA_KEY", "dGVzdHMtb25seS1kYXRhLWtleS0zMi1ieXRlcy1sb25n")
for name, value in {
    "ORGANISER": "焦作市交通运输局",
    "ORGANISER_EN": "Jiaozuo Municipal Transport Bureau",
    "ADDRESS": "焦作市",
    "ADDRESS_EN": "Jiaozuo",
    "PHONE": "0391-12328",
    "HOURS": "工作日 8:30–17:30",
    "HOURS_EN": "working days 8:30–17:30",
    "CODE": "4108000000",
    "ICP": "豫ICP备00000000号",
    "POLICE": "豫公网安备00000000000000号",
}.items():
    os.environ.setdefault(f"SITE_{name}", value)

from portal.settings import *  # noqa: E402, F403

if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    # A file, so that the threads of the live server have connections of their own: connections that share
    # memory cannot hold two transactions at a time. Nothing in it has to survive a crash.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] = (  # noqa: F405
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
elif template := os.environ.get("TEST_TEMPLATE"):
    # The database bin/test has migrated: each test process starts from a copy of it, with nothing left to migrate.
    DATABASES["default"]["TEST"] = {"TEMPLATE": template}  # noqa: F405

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SECOND_FACTOR_REQUIRED = False  # tests/accounts turns it on
POST_CHANNELS = {"email": "post.channels.email.send", "sms": "post.channels.sms.send"}
SMS_SECRET = "tests-only"  # noqa: S105
EXCHANGE_SECRET = "tests-only"  # noqa: S105
LOOKUP_SECONDS = 60.0  # a busy machine is no silent registry; a test of silence sets its own
HOTLINE_SOURCES = {"12345": {"url": "", "secret": EXCHANGE_SECRET}}
TELEPHONE_EXCHANGES = {"exchange": {"secret": EXCHANGE_SECRET}}
MAKE_SIGNING_KEYS = True
STATIC_ROOT = VAR_DIR / "static"  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
