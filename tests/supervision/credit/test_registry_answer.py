"""Licensing asks for a code as it asks any registry; the answer chooses how a promise is verified, nothing else."""

import datetime

import pytest
from django.db import DatabaseError
from django.utils import timezone

from licensing.applications.models.application import Application
from licensing.applications.models.evidence import Evidence
from licensing.applications.sheet import sheet_of
from licensing.decisions.weighing.weigh import obstacles_to_grant
from materials.lookups.ask import ask, forget
from materials.lookups.contract import Outcome, Purpose, Question
from supervision.credit.codes import answering
from tests.conftest import YUNTAI
from tests.factories import company_of, granted, submitted
from tests.supervision.conftest import subject_of

pytestmark = pytest.mark.django_db
PURPOSE = Purpose(item="x", case="y", legal_basis="《优化营商环境条例》第五十四条")


def question(uscc):
    return Question(material="credit-code", registry="credit-code", keys={"uscc": uscc}, purpose=PURPOSE, by="test")


def test_the_worst_of_several_codes_is_told_on_top(taihang):
    subject_of(taihang, colour="green")
    subject_of(taihang, sector="hazardous", colour="yellow")
    subject_of(taihang, sector="charter", colour="none")

    answer = ask(question(taihang.uscc))

    assert answer.outcome is Outcome.FOUND
    told = {"standing": "yellow", "standing-freight": "green", "standing-hazardous": "yellow"}
    assert dict(answer.fields) == told


def test_a_company_without_a_code_is_not_found_and_never_green(taihang):
    subject_of(taihang, colour="none")

    assert ask(question(taihang.uscc)).outcome is Outcome.NOT_FOUND
    assert ask(question("12410800000012345U")).outcome is Outcome.NOT_FOUND


def test_a_database_in_trouble_is_unavailable(taihang, monkeypatch):
    def broken(**asked):
        raise DatabaseError

    monkeypatch.setattr(answering, "_OF_COMPANY", broken)

    answer = ask(question(taihang.uscc))

    assert (answer.outcome, answer.reason) == (Outcome.UNAVAILABLE, "database")


@pytest.mark.parametrize(
    ("colour", "method"), [("green", "data"), ("yellow", "on-site"), ("red", "on-site"), ("none", "on-site")]
)
def test_the_code_chooses_how_the_promise_is_verified_and_is_kept_as_evidence(world, taihang, clerk, colour, method):
    subject_of(taihang, colour=colour)

    case = granted(taihang, clerk=clerk)

    assert case.verification.method == method
    kept = Evidence.objects.get(application=case, material="credit-code")
    assert kept.outcome == ("not-found" if colour == "none" else "found")


def test_when_the_codes_do_not_answer_nobody_is_taken_for_green(world, taihang, clerk, settings):
    subject_of(taihang, colour="green")
    settings.REGISTRIES = {**settings.REGISTRIES, "credit-code": ""}
    forget()

    case = granted(taihang, clerk=clerk)

    assert case.verification.method == "on-site"
    assert Evidence.objects.get(application=case, material="credit-code").outcome == "unavailable"


def path_of(case: Application):
    """All that could be refused, closed or slowed in a case."""
    sheet = sheet_of(case)
    return {
        "procedure": case.procedure,
        "closed": sheet.closed,
        "missing": len(sheet.missing),
        "obstacles": [o.kind for o in obstacles_to_grant(sheet)],
        "accepted": hasattr(case, "acceptance") and case.acceptance.is_by_rule,
        "asked": sorted({e.material for e in case.evidence.all()}),
    }


def test_red_leaves_the_path_of_an_application_as_it_is(world, taihang):
    plain = path_of(submitted(company_of(YUNTAI)))
    subject_of(taihang, colour="red")

    red = path_of(submitted(taihang))

    assert red == plain
    assert red["closed"] == ""
    assert "credit-code" not in red["asked"], "nobody waits for the code before the grant"


def test_a_red_company_is_granted_on_the_same_day(world, taihang, clerk):
    subject_of(taihang, colour="red")

    case = granted(taihang, clerk=clerk)

    assert case.decision.is_granted
    assert timezone.localdate(case.decision.decided_at) - timezone.localdate(
        case.submission.submitted_at
    ) == datetime.timedelta(0)
