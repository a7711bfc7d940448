"""The 47 / 39 / 107 / 50 % are the catalogue's, and true of what happens: cases are run and counted."""

import datetime
from collections import Counter

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from licensing.applications.actions import asking
from licensing.applications.evidence.questions import WAIVED_BY_LOOKUP, keys_for
from licensing.applications.evidence.resolution import Treatment
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from licensing.auditing.lived import lived
from licensing.moving import cases as flow
from licensing.moving.timers import escalate
from materials.catalogue.forms import form_for
from materials.catalogue.models.items import Requirement
from materials.catalogue.queries import catalogue_in_force, figures, item_in_force
from materials.lookups.ledger import enter
from tests.factories import (
    accepted,
    check_by_hand,
    drafted,
    granted,
    principal_of,
    sign,
    staff,
    submitted,
    through,
)
from tests.journeys.test_all_items import ITEMS, holder_for

pytestmark = pytest.mark.django_db


def counted():
    today = timezone.localdate()
    return lived(since=today.replace(day=1), until=today).whole


def test_what_rule_and_worker_do_is_no_step_of_a_person(taihang, clerk, client):
    case = submitted(taihang, anyway=False)
    flow.decide(case, "granted", by=clerk)

    found = counted()
    page = client.get(reverse("statistics"), HTTP_ACCEPT_LANGUAGE="en").content.decode()

    assert found.cases == found.by_rule == 1
    assert found.steps_before == len(case.item.conventional_steps) == 8
    assert found.steps_taken == 2  # handed in by the applicant, decided by the clerk
    assert (found.waivers, found.found, found.promised, found.brought) == (3, 3, 1, 0)
    assert found.waivers == case.waivers.count()
    assert "47 items" in page
    assert "39 items" in page
    assert ">107<" in page
    assert "50%" in page
    assert "75%" in page
    assert [row.label for row in lived(since=timezone.localdate(), until=timezone.localdate()).by_month] == [
        f"{timezone.localdate():%Y-%m}"
    ]


def test_every_step_a_person_takes_and_every_file_brought_is_counted(taihang, clerk):
    case = granted(taihang, clerk=clerk)

    found = counted()

    assert found.steps_taken == 3  # handed in, accepted, decided
    assert found.by_rule == 0
    assert found.brought == case.attachments.standing().values("material").distinct().count() == 1


def test_a_correction_lengthens_what_was_lived(taihang, chen, clerk):
    case = submitted(taihang)
    point = {"section": "safety", "row": -1, "field": "safety-person", "material": "", "label": "安全", "words": "补正"}
    flow.ask_for_correction(case, [point], by=clerk)
    flow.answer_correction(Application.objects.get(pk=case.pk), by=chen)
    flow.accept(Application.objects.get(pk=case.pk), by=clerk)
    flow.decide(Application.objects.get(pk=case.pk), "granted", by=clerk)

    assert counted().steps_taken == 5  # handed in, checked, corrected, checked again, decided


def test_a_bundle_is_handed_in_once_and_what_it_brings_serves_all_its_items(taihang, clerk):
    both = ["licence", "vehicle-permit"]
    parent = drafted(
        "reissue-freight-certificates", taihang, **{"steps-reissue-freight-certificates": both}, anyway=True
    )
    flow.hand_in(sign(parent), by=principal_of(taihang))
    for child in Application.objects.filter(parent=parent):
        check_by_hand(child, by=clerk)
        flow.decide(child, "granted", by=clerk)

    found = counted()
    brought = parent.attachments.standing().values("material").distinct().count()

    assert found.cases == 2
    assert found.steps_taken == 3  # handed in once, each item accepted and decided in one step
    assert found.brought == brought > 0


def _everything_asked(code):
    """Answers under which every condition of an item holds."""
    item = item_in_force(code)
    conditions = set(Requirement.objects.filter(item=item).values_list("condition__code", flat=True)) - {None}
    asked = {spec.code for section in form_for(item) for spec in section.fields}
    facts = {f"fact-{name}": True for name in conditions if f"fact-{name}" in asked}
    return facts | ({"vehicles-to-update": ["all"]} if "vehicles-to-update" in asked else {})


def _held_by_the_bureau(case):
    """The bureau's own registers hold whatever certificate the case is asked about, then they are asked again."""
    for row in sheet_of(case).resolved:
        if row.requirement.waiver not in WAIVED_BY_LOOKUP or row.treatment == Treatment.WAIVED:
            continue
        for keys, _label, _row in keys_for(row.material, case.answers):
            enter(
                material=row.material.code,
                keys=keys,
                fields={**keys, "cert-status": "有效"},
                source="test",
                as_of=timezone.now(),
            )
    case = Application.objects.get(pk=case.pk)
    wanted = {row.material.code for row in sheet_of(case).resolved if row.treatment != Treatment.WAIVED}
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=30)):
        asking.look_up(case, by="test", only=wanted)
    return Application.objects.get(pk=case.pk)


class Undone(Exception):
    """Takes back what one item did before the next is run."""


def test_the_catalogue_s_figures_are_true_of_what_happens(world, taihang, next_year, settings):
    settings.RENEWAL_WINDOW_DAYS = 4000  # what the test world holds expires in years
    promised = figures(catalogue_in_force())
    done, longer = Counter(), {}
    for code in ITEMS:
        try:
            with transaction.atomic():
                item = item_in_force(code)
                holder = holder_for(code, taihang)
                case = drafted(code, holder, by=principal_of(holder), anyway=False, **_everything_asked(code))
                case = _held_by_the_bureau(case)
                division = case.authority.division_id
                clerk = staff("desk", "counter-clerk", "decider", division=division)
                others = (staff("first", "reviewer", division=division), staff("second", "reviewer", division=division))
                through(case, clerk=clerk, others=others, issued=False)
                told = counted()
                assert told.cases == 1
                done["business licence"] += told.business_licence_waivers
                done["items with own certificates"] += bool(told.lookup_waivers)
                done["waived"] += told.waivers
                done["before"] += told.steps_before
                done["taken"] += told.steps_taken
                if told.steps_taken > len(item.streamlined_steps):
                    longer[code] = (told.steps_taken, item.streamlined_steps)
                raise Undone
        except Undone:
            continue

    assert longer == {}, "the flow takes more than the streamlined list claims"
    assert done["business licence"] == promised.business_licence_items == 47
    assert done["items with own certificates"] == promised.internal_lookup_items == 39
    assert done["waived"] == promised.materials_waived == 107
    assert done["before"] == promised.steps_before
    assert done["taken"] <= promised.steps_after
    assert 100 * (done["before"] - done["taken"]) / done["before"] >= promised.steps_cut_percent == 50


def test_a_period_without_decisions_says_so_and_a_wrong_one_is_told(catalogue, client):
    empty = client.get(reverse("statistics"), {"since": "2026-01-01", "until": "2026-02-01"}, HTTP_ACCEPT_LANGUAGE="en")
    wrong = client.get(reverse("statistics"), {"since": "2026-03-01", "until": "2026-02-01"}, HTTP_ACCEPT_LANGUAGE="en")

    assert "No case was decided in this period" in empty.content.decode()
    assert "The end is before the beginning" in wrong.content.decode()


@pytest.mark.parametrize(
    ("chosen", "counted"),
    [
        ({}, "from 2026-01-01 to 2026-03-02"),
        ({"since": "2025-11-01"}, "from 2025-11-01 to 2026-03-02"),
        ({"until": "2025-11-30"}, "from 2025-01-01 to 2025-11-30"),
        ({"since": "2026-05-01"}, "from 2026-05-01 to 2026-05-01"),
    ],
)
def test_a_period_with_one_open_end_never_ends_before_it_begins(catalogue, client, chosen, counted):
    with time_machine.travel(datetime.datetime.fromisoformat("2026-03-02 10:00+08:00")):
        page = client.get(reverse("statistics"), chosen, HTTP_ACCEPT_LANGUAGE="en")

    assert f"Decided {counted}." in page.content.decode()


def test_the_supervisor_sees_every_limit_that_passed(taihang, clerk, sign_in):
    with time_machine.travel(datetime.datetime.fromisoformat("2026-03-02 10:00+08:00"), tick=True):
        case = accepted(taihang, clerk=clerk)
    with time_machine.travel(datetime.datetime.fromisoformat("2026-03-16 10:00+08:00"), tick=True):
        escalate()
        page = sign_in(staff("boss", "supervisor")).get(reverse("register:overdue")).content.decode()

    assert case.receipt_number in page
    assert "promised limit" in page
