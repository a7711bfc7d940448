"""The day of an officer at the roadside, of the driver, of the head and of who supervises, on their pages."""

import datetime
import json
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from licensing.certificates.models import Certificate
from licensing.certificates.papers import verify_url
from post.models import Message
from post.telling import tail
from supervision.encounters import actions, ruling
from supervision.encounters.following import look_again
from supervision.encounters.forgetting import anonymise
from supervision.encounters.letters.models import EncounterLetter
from supervision.encounters.models import Encounter, Outcome
from supervision.encounters.no_penalty.models import NoPenaltyEdition
from supervision.encounters.no_penalty.reading import BadList, read_list, shipped_document
from supervision.encounters.pledges.models import Pledge
from supervision.encounters.queries import link_of, overdue_checks, proposed, standing_at, stands
from tests.factories import PASSWORD, staff
from tests.licensing.certificates.test_scanned import code_of, photograph
from tests.supervision.encounters.conftest import DRIVER, head, met, registered, spared
from tests.supervision.inspecting import certified

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("licensed_once")]


def opened(client, team, **typed):
    told = {"key": uuid.uuid4(), "plate": "", "colour": "", "place": "丰收路", "second": team[1].pk, **typed}
    return client.post(reverse("encounters:meet"), told)


def act(client, encounter, name, **typed):
    told = {"act": "do", "driver": "王海", "is_signed": "yes", **typed}
    return client.post(reverse("encounters:act", args=[encounter.number, name]), told)


def page(client, encounter):
    return client.get(reverse("encounters:encounter", args=[encounter.number])).content.decode()


CONDITION = shipped_document()["entries"][0]["conditions"][0]
CONDITIONS = {
    f"cargo-spill--{code}{end}": value
    for code in ("first", "no-obstruction", "slight", "cleaned")
    for end, value in (("", "yes"), ("--shown", "记录仪7"))
}
SPARE = {
    **CONDITIONS,
    "education": "讲解苫盖。",
    "driver": "王海",
    "is_signed": "on",
    "password": PASSWORD,
    "act": "do",
}


def spare(client, encounter, **typed):
    return client.post(reverse("encounters:spare", args=[encounter.number, "cargo-spill"]), {**SPARE, **typed})


def test_a_scanned_certificate_is_looked_up_shown_and_released_and_the_driver_reads_the_note(
    team, truck, sign_in, client
):
    officer = sign_in(team[0].person)
    certificate = Certificate.objects.get(subject="/".join(truck))

    answer = opened(officer, team, scanned=f"{verify_url(certificate)}#T1.410802.x.y")
    found = Encounter.objects.get()
    shown = page(officer, found)
    preview = act(officer, found, "release", act="preview").content.decode()
    act(officer, found, "release")

    assert answer["Location"] == reverse("encounters:encounter", args=[found.number])
    assert verify_url(certificate).replace("&", "&amp;") in shown
    assert "行政指导意见书" in preview
    outcome = Outcome.objects.get(way="released")
    link = re.sub(r"^https?://[^/]+", "", link_of(outcome.guidance))
    assert link in page(officer, found)
    assert b"".join(client.get(link).streaming_content).startswith(b"%PDF")
    assert client.get(link[:-4] + "xyz/").status_code == 404


def test_a_photographed_code_is_read_and_what_else_was_typed_is_not_lost(team, truck, taihang, sign_in):
    officer = sign_in(team[0].person)
    certificate = Certificate.objects.get(subject="/".join(truck))
    licence = Certificate.objects.get(kind="licence")

    def taken(text, **typed):
        return opened(officer, team, picture=photograph(code_of(text), turned=7), **typed)

    refused = [taken(text).content.decode() for text in (verify_url(licence), "https://evil.example/verify/?number=1")]
    lacking = taken(verify_url(certificate), place="").content.decode()
    answer = taken(verify_url(certificate))

    assert "not the certificate of a vehicle" in refused[0]
    assert "not the QR code of a certificate of this portal" in refused[1]
    assert f'value="{verify_url(certificate)}"'.replace("&", "&amp;") in lacking
    found = Encounter.objects.get()
    assert answer["Location"] == reverse("encounters:encounter", args=[found.number])
    assert (found.met.plate, found.found) == (truck[0], "valid")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Type the plate, or scan the code"),
        ({"plate": "豫H7"}, "Choose the colour"),
        ({"plate": "豫H7", "colour": "yellow"}, "does not fit plates of this colour"),
        ({"scanned": "https://example.gov.cn/?number=1&code=2"}, "No certificate of ours"),
        ({"scanned": "http://["}, "No certificate of ours"),
    ],
)
def test_what_is_wrong_is_told_on_its_field_and_nothing_typed_is_lost(team, sign_in, typed, told):
    answer = opened(sign_in(team[0].person), team, place="太行路卸货点", **typed)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "太行路卸货点" in answer.content.decode()
    assert not Encounter.objects.exists()


def test_without_the_pledge_the_page_says_so_and_leads_to_it(catalogue, sign_in):
    certificate = certified("officer-9")
    officer = sign_in(certificate.person)

    assert reverse("encounters:pledge") in officer.get(reverse("encounters:meet")).content.decode()
    assert officer.post(reverse("encounters:pledge"), {"password": "wrong"}).status_code == 422
    assert officer.post(reverse("encounters:pledge"), {"password": PASSWORD}).status_code == 302
    assert Pledge.objects.get().officer == certificate.person
    assert "You have not signed" not in officer.get(reverse("encounters:meet")).content.decode()


def test_the_ordinary_procedure_is_folded_beside_another_act_and_open_where_it_stands_alone(team, sign_in):
    registered("豫H73001", days=100)
    beside, alone = met(team, "豫H73001"), met(team, "豫H73001", excluded=["forged"])

    pages = [page(sign_in(team[0].person), one) for one in (beside, alone)]

    is_folded = ['<details class="card mb-3" id="act-refer"' in shown for shown in pages]
    assert all("/refer/" in shown for shown in pages)
    assert is_folded == [True, False]


def test_an_act_is_spared_on_its_page_only_when_every_condition_is_there(team, sign_in):
    registered("豫H73001", days=100)
    found, officer = met(team, "豫H73001"), sign_in(team[0].person)

    short = spare(officer, found, **{"cargo-spill--slight": "no"})
    unshown = spare(officer, found, **{"cargo-spill--cleaned--shown": ""})
    excluded = spare(officer, found, excluded=["forged"])
    unsigned = spare(officer, found, is_signed="")
    guessed = spare(officer, found, password="wrong")
    assert {one.status_code for one in (short, unshown, excluded, unsigned, guessed)} == {422}
    assert "Every condition has to be met" in short.content.decode()
    assert "Enter the number of what proves it" in unshown.content.decode()
    assert "记录仪7" in unshown.content.decode()
    preview = spare(officer, found, act="preview").content.decode()
    assert "轻微违法行为告知承诺书" in preview
    assert not Outcome.objects.exists()

    assert spare(officer, found).status_code == 302
    assert Outcome.objects.get().way == "spared"
    assert spare(officer, found).status_code == 302  # told that it has ended, and nothing is written twice
    assert [one.kind for one in EncounterLetter.objects.filter(about=found.number)] == ["meet-promise"]


def test_the_head_reads_what_proves_it_and_decides_and_the_driver_finds_the_decision_by_his_link(team, sign_in, client):
    outcome = spared(team, "豫H73001")
    found, link = outcome.encounter, re.sub(r"^https?://[^/]+", "", link_of(outcome.promise))
    chief, officer = sign_in(head()), sign_in(team[0].person)
    waiting = client.get(link).content.decode()

    assert "1 proposal not to punish waits" in chief.get(reverse("encounters:list")).content.decode()
    assert "记录仪first" in page(chief, found)
    assert "act-confirm" not in page(officer, found)
    assert act(officer, found, "confirm", password=PASSWORD).status_code == 403
    assert "第五十七条" in act(chief, found, "confirm", act="preview").content.decode()
    assert act(chief, found, "confirm", password="wrong").status_code == 422
    assert act(chief, found, "confirm", password=PASSWORD).status_code == 302

    decided = client.get(link).content.decode()
    decision = EncounterLetter.objects.get(kind="meet-decision")
    assert outcome.due_on.isoformat() in waiting
    assert "本机关负责人已决定：不予行政处罚" in decided
    assert link_of(decision) in decided
    assert b"".join(client.get(f"{link}?file").streaming_content).startswith(b"%PDF")


def test_who_heads_the_authority_is_told_of_a_proposal_and_nobody_else(team, sign_in):
    chief = head()
    while tail.listen():
        pass
    before = set(Message.objects.values_list("pk", flat=True))
    spared(team, "豫H73001")
    while tail.listen():
        pass

    assert list(Message.objects.exclude(pk__in=before).values_list("person", flat=True)) == [chief.pk]


def test_what_is_not_confirmed_needs_reasons_and_the_driver_is_told_that_it_goes_on(team, sign_in, client):
    outcome = spared(team, "豫H73001")
    chief = sign_in(head())

    assert act(chief, outcome.encounter, "decline", reasons="").status_code == 422
    assert act(chief, outcome.encounter, "decline", reasons="照片看不出已清除").status_code == 302
    assert "照片看不出已清除" in page(chief, outcome.encounter)
    assert "照片" not in client.get(re.sub(r"^https?://[^/]+", "", link_of(outcome.promise))).content.decode()


def test_a_clue_is_told_to_officers_and_answered_on_the_page(team, sign_in):
    outcome = actions.note(met(team, "豫H72001"), DRIVER, by=team[0].person)
    look_again(outcome)
    while tail.listen():
        pass
    found, officer = Encounter.objects.get(), sign_in(team[2].person)

    assert Message.objects.filter(person=team[2].person).exists()
    assert "1 clue waits" in officer.get(reverse("encounters:list")).content.decode()
    assert act(officer, found, "clue", reason="taken-up").status_code == 422
    assert act(officer, found, "clue", reason="taken-up", reference="410802-J2026-009").status_code == 302
    assert "410802-J2026-009" in page(officer, found)


def test_who_supervises_sees_use_by_officer_and_entry_with_counts_and_the_very_rows(team, sign_in):
    for number in range(9):
        spared(team, f"豫H7400{number}")
    supervisor = sign_in(staff("supervisor-1", "supervisor"))

    few = supervisor.get(reverse("encounters:use")).content.decode()
    actions.refer(met(team, "豫H74009"), reference="案1", entry="cargo-spill", by=team[0].person)
    ten = supervisor.get(reverse("encounters:use")).content.decode()

    assert "%)" not in few
    assert "(90%)" in ten
    addresses = re.findall(r'href="(/encounters/\?[^"]+)"[^>]*>(\d+)</a>', ten)
    assert len(addresses) >= 5
    for address, count in addresses:
        shown = supervisor.get(address.replace("&amp;", "&")).content.decode()
        assert len(re.findall(r'href="/encounters/\d{6}-L', shown)) == int(count), address


def test_an_edition_is_written_by_one_and_released_by_another_and_what_began_keeps_its_own(team, sign_in):
    before = met(team, "豫H73001")
    document = {**shipped_document(), "entries": shipped_document()["entries"][:1], "title": "清单第二版"}
    today = timezone.localdate()
    sent = {"note": "第二版", "in_force_from": today.isoformat(), "document": json.dumps(document)}
    officer, head = sign_in(team[0].person), sign_in(staff("head-1", "head"))

    assert officer.post(reverse("encounters:write"), sent).status_code == 302
    draft = officer.get(reverse("encounters:editions")).content.decode()
    edition = NoPenaltyEdition.objects.get()
    assert head.post(reverse("encounters:release", args=[edition.pk])).status_code == 302
    after = officer.get(reverse("encounters:editions")).content.decode()

    assert "waiting for a second person" in draft
    assert "replaced by a later edition" in after
    assert "清单第二版" in officer.get(reverse("encounters:published")).content.decode()
    assert met(team, "豫H73002").edition == edition.number
    assert "Technical grading not done in time" in page(officer, before)
    assert "Technical grading" not in page(officer, Encounter.objects.latest("pk"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"entries": [{**shipped_document()["entries"][0], "look_back_months": 25}]},
        {"entries": [{**shipped_document()["entries"][0], "conditions": []}]},
        {"entries": [{**shipped_document()["entries"][0], "source": " "}]},
        {"entries": [{**shipped_document()["entries"][0], "kind": "gift"}]},
        {"entries": [{**shipped_document()["entries"][0], "conditions": [{**CONDITION, "zh": 5}]}]},
        {"entries": [shipped_document()["entries"][0]] * 2},
        {"kept_months": {"value": 240, "source": "design"}},
        {"days": {}},
    ],
    ids=["looks-too-far", "no-conditions", "no-source", "no-kind", "no-text", "twice", "kept-for-ever", "no-days"],
)
def test_a_list_that_cannot_be_is_refused(wrong):
    with pytest.raises(BadList):
        read_list({**shipped_document(), **wrong})


def test_when_its_time_is_over_the_page_says_so_and_names_nobody(team, sign_in):
    outcome = spared(team, "豫H73001")
    found, letter = outcome.encounter, ruling.confirm(outcome, by=head()).decision
    code = letter.said.code
    anonymise(found)
    officer = sign_in(team[0].person)

    shown = page(officer, found)

    assert "was deleted" in shown
    assert "豫H73001" not in shown
    assert officer.get(reverse("encounters:letter", args=[letter.pk])).status_code == 404
    assert officer.get(reverse("encounters:paper", args=[code])).status_code == 404


def test_what_is_proposed_and_forgotten_is_decided_by_nobody(team, sign_in):
    found = spared(team, "豫H73001").encounter
    anonymise(found)
    chief = sign_in(head())

    assert chief.get(reverse("encounters:encounter", args=[found.number])).status_code == 200
    assert act(chief, found, "confirm", act="preview").status_code != 500
    assert act(chief, found, "confirm", password=PASSWORD).status_code != 500
    with pytest.raises(ruling.NotDecided, match="Nothing is proposed here"):
        ruling.decision(Outcome.objects.get())
    assert not hasattr(Outcome.objects.get(), "follow_up")


def test_a_forgotten_proposal_waits_for_nobody(team, sign_in):
    found = spared(team, "豫H73001").encounter
    chief = head()
    waiting = proposed(chief)
    anonymise(found)
    forgotten = Encounter.objects.get(pk=found.pk)

    assert (waiting, proposed(chief)) == (1, 0)
    assert stands(forgotten) == "forgotten"
    assert not standing_at(Encounter.objects.all(), "proposed").exists()
    assert overdue_checks(chief, on=datetime.date.max) == 0
