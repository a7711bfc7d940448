"""What is told to be empty is not read; what is there is read as it is."""

import pytest
from django.db import connection
from django.db.models import prefetch_related_objects
from django.test.utils import CaptureQueriesContext

from licensing.applications.models.application import Application
from pages.lists.beside import spare, telling
from tests.factories import submitted

pytestmark = pytest.mark.django_db


def test_only_tables_that_hold_something_are_read(taihang):
    case = submitted(taihang)
    with CaptureQueriesContext(connection) as asked:
        (read,) = telling(Application.objects.filter(pk=case.pk), "attachments", "reviews", "pauses")
        spare([read], "attachments", "reviews", "pauses")
        prefetch_related_objects([read], "pauses__resumption")
        empty = [list(read.reviews.all()), list(read.pauses.all()), read.pauses.filter(resumption=None).exists()]
        files = list(read.attachments.standing())

    assert empty == [[], [], False]
    assert files == list(case.attachments.standing()) != []
    assert len(asked) == 2
