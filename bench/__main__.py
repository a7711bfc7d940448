"""`make bench`: prints a Markdown table of ratios, of CPU time, medians of interleaved runs, with their targets."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings_test"
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="tongban-bench-")


def main() -> None:
    import django
    from django.conf import settings

    # The bare flow lives in this package, and Viewflow wants flows to live in an app.
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "bench"]
    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        from bench import cases, papers

        rows = [*papers.rows(), *cases.rows()]
    finally:
        teardown_databases(made, verbosity=0)
    print("| what | beside | measured | target |\n|---|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
