"""Never asked for: what a registry has shown is not asked for again – waived, found and promised, three counts."""

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from licensing.applications.actions import attaching
from licensing.applications.answers.given import Answers
from licensing.applications.evidence.not_asked_for import not_asked_for, tally_of
from licensing.applications.evidence.questions import names_another
from licensing.applications.evidence.resolution import Treatment, tally
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from licensing.auditing.dossier import open_dossier
from licensing.decisions.actions.deciding import NotYetCertain
from licensing.moving import cases as flow
from materials.catalogue.models.materials import Material
from materials.lookups.ask import forget
from materials.lookups.circuit import close_all
from tests.factories import draft, picture, principal_of, sign, staff, submitted

pytestmark = pytest.mark.django_db
SHOWN = {"vehicle-licence", "driving-licence", "id-principal"}


def by_treatment(application, treatment):
    return {row.material.code for row in sheet_of(application).resolved if row.treatment == treatment}


def test_in_the_ordinary_procedure_too_what_the_police_and_population_registers_show_is_not_asked_for(
    taihang, chen, sign_in
):
    case = draft(taihang, procedure="ordinary")
    page = sign_in(chen).get(reverse("applications:materials", args=[case.key])).content.decode()

    assert by_treatment(case, Treatment.FOUND) == SHOWN
    assert not {row.material.code for row in sheet_of(case).resolved if row.attachments} & SHOWN
    assert all(row.evidence for row in sheet_of(case).resolved if row.treatment == Treatment.FOUND)
    assert page.count("Not asked for: found") == len(SHOWN)
    assert "3 found in registers" in page


def test_found_comes_before_promised_and_is_written_down_with_its_proof_apart_from_waivers(taihang):
    case = submitted(taihang)

    assert by_treatment(case, Treatment.FOUND) == SHOWN
    assert set(case.found.values_list("requirement__material__code", flat=True)) == SHOWN
    assert all(row.evidence.exists() for row in case.found.all())
    assert not case.waivers.filter(requirement__material__code__in=SHOWN).exists()
    assert not case.promised.filter(requirement__material__code__in=SHOWN).exists()


@pytest.mark.parametrize("mode", ["down", "garbage", "wrong-type", "bad-signature"])
def test_a_silent_registry_shows_nothing_and_the_catalogue_s_word_stands(taihang, registry, mode):
    registry.fail(mode)
    forget()
    close_all()

    case = draft(taihang, procedure="ordinary")

    assert by_treatment(case, Treatment.FOUND) == set()
    assert by_treatment(case, Treatment.UPLOADED) >= SHOWN


def test_a_registry_that_is_not_connected_is_not_waited_for(taihang, settings):
    settings.REGISTRIES = {k: v for k, v in settings.REGISTRIES.items() if k != "ps-identity"}
    forget()
    close_all()

    case = draft(taihang, procedure="ordinary")

    assert "id-principal" in by_treatment(case, Treatment.UPLOADED)
    assert not case.evidence.filter(material="id-principal").exists()


def test_the_card_of_somebody_else_is_not_the_principal_s(catalogue):
    card = Material.objects.get(code="id-principal")
    form = Answers(fields={"legal-rep": "陈建国"})

    assert names_another(card, form, {"person-name": "王冒名"})
    assert not names_another(card, form, {"person-name": "陈建国"})


def test_what_was_found_has_to_be_found_still_when_it_is_granted(taihang, clerk, registry):
    case = submitted(taihang)
    flow.accept(case, by=clerk)
    registry.fail("down")
    forget()
    close_all()

    with time_machine.travel(timezone.now() + timezone.timedelta(hours=30)), pytest.raises(NotYetCertain) as unsure:
        flow.decide(Application.objects.get(pk=case.pk), "granted", by=clerk)

    assert case.found.filter(requirement__material__code="id-principal").exists()
    silent = {(obstacle.kind, obstacle.material) for obstacle in unsure.value.obstacles}
    assert ("stale", "ID card of the principal (legal representative)") in silent


def test_one_count_of_waived_found_and_promised_on_every_page_and_letter(taihang, chen, clerk, sign_in):
    case = sign(draft(taihang))
    counted = tally(sheet_of(case).resolved)
    words = f"{counted.waived} waived", f"{counted.found} found in registers", f"{counted.promised} promised"
    applicant = sign_in(chen)
    pages = [
        applicant.get(reverse(name, args=[case.key])).content.decode()
        for name in ("applications:overview", "applications:materials", "applications:check")
    ]

    attaching.attach(case, "id-principal", picture(), by=chen)
    flow.hand_in(case, by=chen)
    case = Application.objects.get(pk=case.pk)
    pages.append(applicant.get(reverse("applications:progress", args=[case.key])).content.decode())
    pages.append(sign_in(clerk).get(reverse("desk:case", args=[case.key])).content.decode())
    auditor = staff("auditor", "auditor")
    pages.append(sign_in(auditor).get(reverse("register:dossier", args=[case.key])).content.decode())
    kept = tally_of(not_asked_for(case))
    receipt = "".join(case.letters.get(kind="receipt").paragraphs)

    assert (counted.waived, counted.found, counted.promised) == (3, 3, 1)
    assert counted.spared == 7
    for page in pages:
        assert all(word in page for word in words)
    assert (kept.waived, kept.found, kept.promised) == (counted.waived, counted.found, counted.promised)
    assert open_dossier(case, by=auditor, purpose="抽查").tally == kept
    for row in not_asked_for(case):
        assert row.material.name_zh in receipt
    assert principal_of(taihang) == chen
