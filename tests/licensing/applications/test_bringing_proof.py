"""A file brought as proof is told by the name of its material, whenever it is brought."""

import pytest

from licensing.applications import amending
from licensing.applications.actions.attaching import attach
from tests.factories import draft, picture, principal_of, submitted
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("when", ["in a draft", "after it was handed in"])
def test_the_trail_tells_the_name_of_the_material(taihang, when):
    principal = principal_of(taihang)
    if when == "in a draft":
        attach(draft(taihang), "id-principal", picture(), by=principal)
    else:
        amending.add_proof(submitted(taihang), "id-principal", picture(), by=principal)

    assert "身份证" in Event.objects.filter(kind="attachment.added").latest("pk").values["material"]
