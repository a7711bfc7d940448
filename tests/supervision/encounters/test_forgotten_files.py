"""A file of a paper that is forgotten goes when its row has gone for good, so in a transaction of its own."""

import datetime
import os

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from portal.operating.integrity import problems
from portal.operating.left_files import RUNNING
from supervision.encounters import actions
from supervision.encounters.forgetting import anonymise_old
from supervision.encounters.letters.writing import letter_document
from tests.factories import granted
from tests.supervision.encounters.conftest import DRIVER, met


def released(team, taihang, clerk):
    """The name of the paper's file."""
    granted(taihang, clerk=clerk)
    plate, colour = taihang.certificates.filter(kind="vehicle").earliest("pk").subject.split("/")
    outcome = actions.release(met(team, plate, colour), DRIVER, by=team[0].person)
    return letter_document(outcome.guidance).file.name


def forgets():
    with time_machine.travel(timezone.localtime().replace(hour=9) + datetime.timedelta(days=740), tick=False):
        anonymise_old()


@pytest.mark.django_db
def test_what_a_process_that_dies_leaves_is_found_by_the_sweep_of_files_without_a_row(team, taihang, clerk):
    """Here no transaction ends, as if it had died: the file lies there and counts as just stored."""
    name = released(team, taihang, clerk)
    os.utime(default_storage.path(name), (0, 0))

    forgets()

    left = timezone.now() - default_storage.get_modified_time(name)
    assert left < RUNNING


@pytest.mark.django_db(transaction=True)
def test_the_file_of_a_forgotten_paper_is_gone(team, taihang, clerk):
    name = released(team, taihang, clerk)
    default_storage.delete(name)
    assert any("passing document" in line and "missing" in line for line in problems())
    default_storage.save(name, ContentFile(b"other"))
    assert any("passing document" in line for line in problems())

    forgets()

    assert not default_storage.exists(name)
    assert not [line for line in problems() if "document" in line]
