"""The registers: every case, letter, look-up and verification of an authority is found, however it ended."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.permissions import READ_PERSONAL
from licensing.applications.models.evidence import Evidence
from licensing.auditing.registers.cases_list import CASES, MARKS
from licensing.auditing.registers.letters_list import LETTERS
from licensing.auditing.registers.look_ups_list import LOOK_UPS
from licensing.auditing.registers.looks_list import WATCHED
from licensing.auditing.registers.verifications_list import KEPT
from licensing.decisions.models.letters import Letter
from licensing.decisions.standing.models import Standing
from licensing.moving import cases as flow
from tests.factories import accepted, draft, granted, staff, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(catalogue):
    return staff("reader", "auditor")


def numbers(what, person, **chosen):
    """What a list shows somebody who chose this: receipt numbers of its cases."""
    rows = what.prepared(list(what.rows(person, chosen)))
    return sorted(row.application.receipt_number for row in rows)


def test_every_case_is_found_by_what_it_has_come_to(taihang, clerk, auditor):
    withdrawn = submitted(taihang)
    at = withdrawn.standing.at
    assert (
        numbers(CASES, auditor, standing="open") == numbers(CASES, auditor, standing=at) == [withdrawn.receipt_number]
    )
    flow.withdraw(withdrawn, by=withdrawn.started_by, reason="")
    refused = accepted(taihang, clerk=clerk)
    flow.decide(refused, "refused", by=clerk, reasons="不符合条件。", articles="《道路运输条例》第二十二条")
    done = granted(taihang, clerk=clerk)

    for standing, case in (("withdrawn", withdrawn), ("refused", refused), ("granted", done)):
        assert numbers(CASES, auditor, standing=standing) == [case.receipt_number]
    for standing in set(Standing) - {"withdrawn", "refused", "granted"}:
        assert numbers(CASES, auditor, standing=standing) == []
    assert numbers(CASES, auditor, standing="open") == []


def test_filters_narrow_to_what_they_say(taihang, clerk, auditor):
    case = granted(taihang, clerk=clerk)
    draft(taihang)
    today = timezone.localdate().isoformat()

    own = [case.receipt_number]
    assert numbers(CASES, auditor) == own, "a draft is nobody's business"
    assert numbers(CASES, auditor, q="太行") == numbers(CASES, auditor, q="太行貨運") == own
    assert numbers(CASES, auditor, service=case.item.code, procedure=case.procedure, met="site") == []
    assert numbers(CASES, auditor, service=case.item.code, submitted_from=today, decided_to=today) == own
    assert numbers(CASES, auditor, submitted_to="2020-01-01") == numbers(CASES, auditor, decided_to="2020-01-01") == []
    assert [mark for mark in MARKS if numbers(CASES, auditor, met=mark)] == []
    letter = Letter.objects.filter(application=case, kind="grant").get()
    assert numbers(LETTERS, auditor, q=letter.number) == own
    assert numbers(LETTERS, auditor, kind="grant", dated_from=today) == own
    row = Evidence.objects.filter(application=case).last()
    assert numbers(LOOK_UPS, auditor, q=row.number) == own
    assert set(numbers(LOOK_UPS, auditor, outcome="found", answered_from=today)) == set(own)
    how = case.verification
    assert numbers(KEPT, auditor, outcome="open") == own
    assert numbers(KEPT, auditor, method=how.method, standing=how.standing or "unknown") == own
    assert numbers(KEPT, auditor, outcome="kept") == []


def test_an_auditor_of_another_authority_finds_nothing(taihang, clerk, sign_in):
    granted(taihang, clerk=clerk)
    elsewhere = staff("elsewhere", "auditor", division="410803")

    assert not any(numbers(what, elsewhere) for what in (CASES, LETTERS, LOOK_UPS, KEPT))
    assert list(WATCHED.rows(elsewhere, {})) == []


def test_who_looked_and_took_something_out_is_told(taihang, clerk, auditor, sign_in):
    case = granted(taihang, clerk=clerk)
    looking = sign_in(auditor)
    looking.get(reverse("register:dossier", args=[case.key]), {"purpose": "抽查"})
    b"".join(looking.get(reverse("register:cases"), {"as": "csv"}).streaming_content)
    head = staff("head", "supervisor")

    page = sign_in(head).get(reverse("register:looks"), {"q": auditor.name}).content.decode()
    of_case = WATCHED.prepared(list(WATCHED.rows(head, {"q": case.receipt_number})))

    assert "抽查" in page
    assert case.receipt_number in page
    assert "the list “Register of cases” as csv" in page, "told by its title, not its code"
    assert [event.kind for event in WATCHED.rows(head, {"kind": "list.exported"})] == ["list.exported"]
    assert {row.event.kind for row in of_case} >= {"dossier.seen"}


def test_no_list_of_auditing_names_a_trader_to_who_may_not_read_names_of_persons():
    lists = [import_string(path) for path in settings.LISTS.values() if path.startswith("licensing.auditing.")]

    named = {
        (one.name, column.name): column.personal
        for one in lists
        for column in one.columns
        if column.name in ("company", "holder")
    }

    assert len(named) > 4
    assert set(named.values()) == {READ_PERSONAL}
