"""What a government site owes: who runs it on every page, a map, meta data, and a check that finds what is missing."""

import datetime
import re

import pytest
from django.core.management import CommandError, call_command

from portal.site import accessibility, checking
from portal.site.columns import COLUMNS

pytestmark = pytest.mark.django_db


def test_every_public_page_passes_the_check(catalogue):
    assert [finding for finding in checking.findings() if finding.kind != "empty list"] == []


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/accounts/signup/", "/services/nothing/"])
def test_the_foot_says_who_runs_the_site_and_its_numbers(client, catalogue, settings, address):
    page = client.get(address).content.decode()
    foot = page[page.index("<footer") :]

    for name, value in settings.SITE.items():
        assert value in foot, name


def test_errors_are_reported_elsewhere_where_the_government_says_so(client, catalogue, settings):
    settings.SITE = settings.SITE | {"errors": "https://zfwzzc.example.gov.cn/"}

    assert re.search(r'href="https://zfwzzc.example.gov.cn/" rel="[^"]*external', client.get("/").content.decode())


def test_the_map_names_every_column_bundle_and_item(client, catalogue):
    page = client.get("/site-map/").content.decode()

    assert page.count("/services/") >= 60 + 6
    assert len(re.findall(r'class="site-map"', page)) >= 3


def test_search_engines_are_told_of_the_same_pages(client, catalogue):
    told = client.get("/sitemap.xml").content.decode()

    assert told.count("<url>") == len(COLUMNS) + 60 + 6


def test_a_dead_link_an_outside_link_and_a_page_without_meta_are_found(catalogue, monkeypatch, settings):
    settings.SITE = settings.SITE | {"code": ""}
    monkeypatch.setattr(checking, "_inner", lambda path, page: ["/nowhere/"])
    monkeypatch.setattr(checking.Page, "handle_data", lambda self, text: self.links.append(("https://x.example/", "")))

    kinds = {(finding.kind, finding.about) for finding in checking.findings(limit=80)}

    assert ("dead link", "/nowhere/ (404)") in kinds
    assert ("outside link not marked", "https://x.example/") in kinds
    assert ("missing meta", "SiteIDCode") in kinds


def test_a_statement_nobody_went_through_for_a_year_is_told(catalogue, capsys):
    told = accessibility.statement()

    assert told.is_old(told.checked_on + datetime.timedelta(days=400))
    assert not told.is_old(told.checked_on + datetime.timedelta(days=300))


def test_the_command_ends_with_an_error_when_something_is_to_be_mended(catalogue, monkeypatch, capsys):
    found = [checking.Finding(kind="dead link", page="/", about="/nowhere/ (404)")]
    monkeypatch.setattr("portal.management.commands.site_check.findings", lambda: found)

    with pytest.raises(CommandError):
        call_command("site_check")

    assert "/nowhere/" in capsys.readouterr().out


def test_the_self_report_names_for_each_row_how_it_is_tried(capsys):
    call_command("site_check", "--report")

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(accessibility.statement().rows)


def test_what_is_said_to_be_tried_by_program_is():
    for row in accessibility.statement().rows:
        if row.by == "test":
            assert (accessibility.SHIPPED.parents[3] / row.proof).exists(), row.proof


def test_pages_have_no_pop_ups_and_nothing_that_plays_by_itself(client, catalogue):
    for column in COLUMNS:
        page = client.get(checking.SITEMAPS["pages"]().location(column.address)).content.decode()
        assert not re.search(r"<(dialog|marquee|iframe|video|audio)|window\.open|autoplay", page), column.address
