"""Rows that grow are a list (`pages/lists`); a table written by hand is something else, and says what."""

import re
from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
NO_LIST = {
    "the component itself": {
        "parts/list.html", "parts/chart.html", "parts/stale.html", "parts/counted/figures.html",
        "parts/counted/_rows.html",
    },
    "a paper, laid out as the law or the office's form wants it": {
        "papers/_tables.html", "papers/commitment.html", "papers/dossier.html", "papers/letter.html",
        "papers/licence.html", "papers/result.html", "papers/vehicle_certificate.html",
    },
    "what one thing consists of, or how two of its versions differ: read on its page, never searched": {
        "hotline/bulletins/_place.html", "hotline/bulletins/bulletin.html", "hotline/care/programme.html",
        "licensing/flow/_differences.html", "licensing/flow/_letter.html", "materials/catalogue/draft.html",
        "materials/catalogue/guide/bring.html", "materials/tables/_asked.html",
        "supervision/credit/_dry_runs.html", "licensing/allocation/office.html",
        "supervision/credit/_facts.html", "supervision/credit/_sum.html", "supervision/credit/model.html",
        "supervision/draws/draw.html", "supervision/encounters/use.html", "supervision/inspections/inspection.html",
        "supervision/inspections/programme.html", "supervision/promises/list.html", "portal/site/accessibility.html",
    },
    "figures, a row each, nothing to find or sort": {
        "licensing/auditing/_by_group.html", "licensing/auditing/_lived.html", "licensing/auditing/dashboard.html",
        "licensing/auditing/_waivers.html", "licensing/auditing/look_ups.html", "portal/statistics.html",
        "hotline/care/office.html", "hotline/measures/measures.html", "supervision/credit/waiting.html",
        "rating/_table.html",
    },
    "a short table of what the office set up, all of it on one page": {
        "clock/years.html", "letters/texts.html", "materials/catalogue/guide/contact.html",
        "post/texts.html", "materials/catalogue/editions.html",
        "materials/lookups/registries.html", "hotline/channels/channels.html", "hotline/desks/desks.html",
        "hotline/insurance/insurers.html", "supervision/officers/officers.html",
        "supervision/encounters/pledges.html",
    },
    "what came of one act": {"desk/bulk_done.html"},
    "one's own rows in one order, cut into pages by `pages/lists/paging`": {
        "licensing/applicant/applications.html", "licensing/applicant/look_ups.html",
        "usersessions/usersession_list.html", "licensing/auditing/samples.html", "licensing/auditing/sample.html",
    },
    "public, without a reader whose views, masks or files a list would need; cut by `pages/lists/paging`": {
        "licensing/certificates/publicity.html", "supervision/draws/checkpoints.html", "supervision/draws/draws.html",
        "supervision/inspections/results.html",
    },
}  # fmt: skip
"""Why → templates. A new one goes into LISTS instead, unless one of these is true of it."""


def test_every_table_that_is_no_list_says_why():
    told = [name for names in NO_LIST.values() for name in names]
    written = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"<table\b", path.read_text(encoding="utf-8"))
    }

    assert sorted(told) == sorted(written)


def test_no_picture_is_drawn_in_a_template():
    drawn = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"<(svg|canvas)\b", path.read_text(encoding="utf-8"))
    }

    assert drawn == {"supervision/phones/_signature.html", "licensing/applicant/_signature.html"}, (
        "only a signature is drawn by hand"
    )
