"Registries that did not answer is public: counted over all authorities, and led by who was silent."

import pytest
from django.urls import reverse

from licensing.applications.models.evidence import Evidence
from tests.factories import granted

pytestmark = pytest.mark.django_db


def test_a_silent_registry_stands_first_with_what_was_brought_in_its_place(taihang, clerk, client):
    case = granted(taihang, clerk=clerk)
    row = Evidence.objects.filter(application=case, registry="ps-vehicle").last()
    row.pk, row.outcome, row._state.adding = None, "unavailable", True
    row.save()

    answer = client.get(reverse("statistics"), headers={"accept-language": "en"})

    first = answer.context["debts"][0]
    assert (first.name, first.silent.value, first.share) == ("Motor-vehicle register", 1, None)
    assert "Registries that did not answer" in answer.content.decode()
    assert "register/evidence" not in answer.content.decode(), "its rows are for officials"
