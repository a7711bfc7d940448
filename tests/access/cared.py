"""What the tables of access look at in the hotline's rooms of knowledge and care: one of everything."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from accounts.authorities import Division
from accounts.people import Person
from hotline.care import programmes
from hotline.care.applying import Asked, apply
from hotline.insurance import actions as insurance
from hotline.insurance.telling_others import list_of_month
from hotline.knowledge.actions import Written, open_entry
from materials.uploads.rules import checked
from tests.factories import picture
from tests.hotline.care.conftest import written
from tests.hotline.insurance.conftest import truck


def _insured(officer: Person) -> dict[str, dict[str, Any]]:
    """A case with an answer and its evidence, an insurer with a pledge."""
    assert officer.authority
    today = timezone.localdate()
    insurer = insurance.enter_insurer(officer.authority, name="保险", contact="", by=officer)
    pledge = insurance.sign_pledge(insurer, text="保", channels="网", contact="人", signed_on=today, by=officer)
    case, _code = insurance.report(truck(), authority=officer.authority)
    said = insurance.Said(insurer=insurer, asked_on=today, channel="offline", answer="refused", reason="quota")
    answer = insurance.note_answer(case, said, evidence=[checked(picture())], by=officer)
    letter = list_of_month(officer.authority, today, by=officer)
    of_case = {"pk": case.pk, "file": answer.evidence.get().pk}
    return {
        "insurance:pledge": {"pk": insurer.pk},
        "insurance:letter": {"pk": letter.pk},
        "insurance:withdraw": {"pk": pledge.pk},
        "insurance": of_case,
    }


def cared(people: dict[str, Person | None]) -> dict[str, dict[str, Any]]:
    """An answer that waits for release; a programme that is open, with an application and its proof."""
    dispatcher, officer, leader, head = (
        people[f"{who} here"] for who in ("hotline-dispatcher", "care-officer", "hotline-leader", "unit-head")
    )
    assert dispatcher and officer and leader and head  # noqa: PT018
    assert dispatcher.authority and officer.authority  # noqa: PT018
    answer = Written(
        question="问",
        also_asked="",
        answer="答",
        basis="法",
        valid_to=timezone.localdate() + datetime.timedelta(days=90),
        owner=dispatcher,
    )
    version = open_entry("one", topic="pay", authority=dispatcher.authority, written=answer, by=dispatcher)
    programme = programmes.write(written("warm"), authority=officer.authority, by=officer)
    for approver in (leader, head):
        programmes.approve(programme, by=approver)
    programmes.open_it(programme, by=officer)
    asked = Asked(
        name="赵顺达",
        id_number="410882197512310026",
        phone="13903910009",
        county=Division.objects.get(code="410802"),
        work="self",
        ground="illness",
        words="",
        has_consent=True,
    )
    application, _code = apply(programme, asked, origin="branch", proofs=[checked(picture())], by=officer)
    of_application = {"pk": application.pk, "file": application.proofs.get().pk}
    names = ("application", "look_up", "check", "publicise", "grant", "hand_over", "not_collected", "file")
    return {
        **_insured(officer),
        "measures": {"number": 1},
        "knowledge": {"pk": version.entry_id, "number": version.number},
        **{f"care:{name}": of_application for name in names},
        "care": {"code": programme.code},
    }
