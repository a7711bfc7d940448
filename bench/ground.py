"""Where everything here is measured: a database of its own, catalogue and ledgers filled, registries answering."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


def set_up() -> None:
    """Make Django ready to measure with, in a throw-away folder."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings_test"
    os.environ["VAR_DIR"] = folder = tempfile.mkdtemp(prefix="tongban-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    import django
    from django.conf import settings

    # The bare flow lives in this package, and Viewflow wants flows to live in an app.
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "bench"]
    settings.MIGRATION_MODULES = _AsTheModelsSay()
    django.setup()


class _AsTheModelsSay(dict[str, None]):
    """Tables are made from the models: migrating takes half a minute and is not what is measured."""

    def __missing__(self, app: str) -> None:
        return None

    def __contains__(self, app: object) -> bool:
        return True


@contextmanager
def ground() -> Iterator[None]:
    """A fresh database with everything a case needs, as long as it is measured."""
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        with _filled():
            yield
    finally:
        teardown_databases(made, verbosity=0)


@contextmanager
def _filled() -> Iterator[None]:
    from django.conf import settings

    from accounts.loading import load_authorities
    from materials.catalogue.loading.loader import load
    from materials.lookups.ask import forget
    from materials.lookups.demo import load_demo_ledgers
    from tests.registry_server import running_registry

    load_authorities()
    load()
    with running_registry() as registry:
        of_others = ("mkt-business", "ps-vehicle", "ps-driver", "ps-identity", "credit")
        settings.REGISTRIES.update(dict.fromkeys(of_others, registry.url))
        settings.LOOKUP_SECONDS = 60.0  # a fleet of hundreds is looked up on a busy machine
        forget()
        load_demo_ledgers(ROOT / "registry" / "data.json")
        yield
