"""Pages that work without network: whatever their scripts import is kept on the phone with them."""

import posixpath
import re

import pytest
from django.conf import settings

from supervision.encounters.screens import capture_views
from supervision.phones import doors
from supervision.visits.phone import views as phone_views


def needed(script):
    """A script and all it imports, and what these import."""
    text = (settings.BASE_DIR / "static" / script).read_text(encoding="utf-8")
    imported = re.findall(r'from\s*"(\.[^"]+)"', text)
    found = [posixpath.normpath(posixpath.join(posixpath.dirname(script), name)) for name in imported]
    return {script}.union(*(needed(name) for name in found))


@pytest.mark.parametrize("page", [phone_views, capture_views])
def test_every_module_a_page_imports_is_kept_with_it(page):
    assert needed(page.KEPT[0]) <= {*doors.KEPT, *page.KEPT}
