"""A file of a paper that is forgotten goes when its row has gone for good, so in a transaction of its own."""

import datetime

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from portal.operating.integrity import problems
from supervision.encounters import actions
from supervision.encounters.forgetting import anonymise_old
from supervision.encounters.letters.writing import letter_document
from tests.factories import granted
from tests.supervision.encounters.conftest import DRIVER, met


@pytest.mark.django_db(transaction=True)
def test_the_file_of_a_forgotten_paper_is_gone(team, taihang, clerk):
    granted(taihang, clerk=clerk)
    plate, colour = taihang.certificates.filter(kind="vehicle").earliest("pk").subject.split("/")
    outcome = actions.release(met(team, plate, colour), DRIVER, by=team[0].person)
    name = letter_document(outcome.guidance).file.name
    default_storage.delete(name)
    assert any("passing document" in line and "missing" in line for line in problems())
    default_storage.save(name, ContentFile(b"other"))
    assert any("passing document" in line for line in problems())

    with time_machine.travel(timezone.localtime().replace(hour=9) + datetime.timedelta(days=740), tick=False):
        anonymise_old()

    assert not default_storage.exists(name)
    assert not [line for line in problems() if "document" in line]
