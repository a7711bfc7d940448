"""What a first visit costs in a slow office: compressed text, and little of it."""

import os
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from portal.management.commands.prepare import is_collected
from tests.factories import granted, principal_of

pytestmark = pytest.mark.django_db

ENOUGH = 150_000
"""Bytes of a first view, compressed: the page with its scripts, styles and signs."""


DIGESTED = {"BACKEND": "portal.edge.static_files.DigestedStaticFiles"}


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Static files as an installation has them, with digests in their names."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES={**settings.STORAGES, "staticfiles": DIGESTED}):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


def imported(folder, script):
    """The modules a script imports, and those that these import."""
    names = re.findall(r'(?:import|from)\s*"\./([^"]+)"', (folder / script).read_text(encoding="utf-8"))
    found = [f"portal/js/{name}" for name in names]
    return found + [further for name in found for further in imported(folder, name)]


def test_scripts_import_each_other_by_the_names_with_digests(collected, client, catalogue):
    page = client.get("/").content.decode()
    (entry,) = re.findall(r'<script src="/static/([^"]+)" type="module"', page)

    modules = imported(collected, entry)

    assert len(modules) >= 8
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", name) for name in modules)
    assert all((collected / name).exists() for name in modules)


def test_what_is_collected_is_collected_again_only_when_a_file_is_newer(collected):
    manifest = collected / "staticfiles.json"
    assert is_collected()

    before = manifest.stat()
    os.utime(manifest, (0, 0))
    assert not is_collected()

    os.utime(manifest, (before.st_atime, before.st_mtime))
    assert is_collected()


@pytest.mark.parametrize("address", ["/", "/services/freight-licence-establish/", "/accounts/login/"])
def test_a_first_view_is_light(collected, client, catalogue, address):
    page = client.get(address, headers={"accept-encoding": "gzip"})
    files = set(re.findall(r'(?:src|href)="/static/([^"#]+)', client.get(address).content.decode()))
    files |= {module for name in set(files) if name.endswith(".js") for module in imported(collected, name)}
    stored = [collected / f"{name}.gz" for name in files]

    weight = len(page.content) + sum((p if p.exists() else p.with_suffix("")).stat().st_size for p in stored)

    assert page["Content-Encoding"] == "gzip"
    assert weight <= ENOUGH


def test_a_pdf_is_sent_as_it_is(client, taihang, clerk):
    case = granted(taihang, clerk=clerk)
    client.force_login(principal_of(taihang), backend="accounts.signing_in.backend.Backend")
    letter = case.letters.first()

    answer = client.get(f"/applications/{case.key}/letters/{letter.pk}.pdf", headers={"accept-encoding": "gzip"})

    answer.close()
    assert answer["Content-Type"] == "application/pdf"
    assert "Content-Encoding" not in answer
