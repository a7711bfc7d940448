"""Papers of a construction project: by its code the bureau's own file shows them, else they are brought (F-4.3)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from licensing.applications.evidence.resolution import Treatment
from licensing.applications.sheet import sheet_of
from materials.lookups.ledger import enter
from tests.factories import company_of, drafted, principal_of

pytestmark = pytest.mark.django_db
CODE = "2603-410802-04-01-123456"
PAPERS = {"design-approval", "quality-filing"}


def on_file(company):
    """What the bureau approved of the project of a company."""
    told = {
        "project-name": "解放区货运枢纽集散道路",
        "approval-number": "焦交审〔2026〕12号",
        "approved-on": "2026-03-16",
    }
    for material in sorted(PAPERS):
        keys = {"project-code": CODE, "uscc": company.uscc}
        enter(material=material, keys=keys, fields=told, source="test", as_of=timezone.now())


def papers(case):
    return {row.material.code: row.treatment for row in sheet_of(case).resolved if row.material.code in PAPERS}


def test_the_file_of_the_project_shows_them_and_they_are_not_counted_as_waived(taihang, sign_in):
    on_file(taihang)
    case = drafted("highway-construction-permit", taihang, **{"project-code": CODE})
    page = sign_in(principal_of(taihang)).get(reverse("applications:materials", args=[case.key])).text

    assert papers(case) == dict.fromkeys(PAPERS, Treatment.FOUND)
    assert "焦交审〔2026〕12号" in page or "Not asked for: found" in page
    assert not case.waivers.filter(requirement__material__code__in=PAPERS).exists()


@pytest.mark.parametrize("code", ["", "2603-410802-04-01-999999"])
def test_without_a_code_or_with_one_the_file_does_not_know_they_are_brought(taihang, code):
    on_file(taihang)
    case = drafted("highway-construction-permit", taihang, **{"project-code": code})

    assert papers(case) == dict.fromkeys(PAPERS, Treatment.UPLOADED)


def test_the_code_of_somebody_elses_project_shows_nothing(taihang):
    on_file(company_of("91410800MA9K12345J"))
    case = drafted("highway-construction-permit", taihang, **{"project-code": CODE})

    assert papers(case) == dict.fromkeys(PAPERS, Treatment.UPLOADED)
