"""Every item of the catalogue can be applied for, decided and documented, with no line of code that knows its name."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from accounts.authorities import Division
from accounts.represented.registering import act_as_oneself
from licensing.certificates.models import Certificate
from licensing.moving.progress import open_node
from tests.factories import applicant, drafted, principal_of, proved, staff, through

pytestmark = pytest.mark.django_db

DATA = Path(settings.BASE_DIR) / "materials/catalogue/data"
ITEMS = [item["code"] for item in json.loads((DATA / "items.json").read_text(encoding="utf-8"))["items"]]


def holder_for(item_code, company):
    from materials.catalogue.queries import item_in_force

    if item_in_force(item_code).applicants == ["individual"]:
        person = applicant(name="李驾驶", id_number="410802199001010010")
        division = Division.objects.get(code="410802")
        return act_as_oneself(proved(person), division=division).company
    return company


def test_the_catalogue_has_sixty_items():
    assert len(ITEMS) == 60


@pytest.mark.parametrize("code", ITEMS)
def test_the_item_is_applied_for_decided_and_documented(code, world, taihang, next_year, settings):
    settings.RENEWAL_WINDOW_DAYS = 4000  # what the test world holds expires in years
    holder = holder_for(code, taihang)
    case = drafted(code, holder, by=principal_of(holder))
    division = case.authority.division_id
    clerk = staff("desk", "counter-clerk", "decider", division=division)
    others = (staff("first", "reviewer", division=division), staff("second", "reviewer", division=division))

    case = through(case, clerk=clerk, others=others)

    letters = set(case.letters.values_list("kind", flat=True))
    assert {"receipt", "acceptance", "grant"} <= letters
    assert open_node(case) == ""
    assert case.decision.publication
    issued = set(Certificate.objects.filter(decision__application=case).values_list("kind", flat=True))
    assert issued == set(case.item.certificates)
    for certificate in Certificate.objects.filter(decision__application=case):
        assert certificate.copies.exists()
