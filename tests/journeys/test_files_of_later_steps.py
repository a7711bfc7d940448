"""Files of an act are checked once, as they come in and before anybody holds a lock; all together have a limit."""

import socket
import threading
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from desk.fields import MOST_FILES, Photos
from licensing.decisions.models.checking import Review, VisitReport
from licensing.moving import cases as flow
from tests.factories import accepted, picture, staff


@contextmanager
def scanner(settings):
    """Finds nothing, and counts what it is asked about."""
    asked = []
    door = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                line = door.accept()[0]
            except OSError:
                return
            with line:
                heard = b""
                while not heard.endswith(b"\0\0\0\0"):
                    heard += line.recv(65536)
                asked.append(len(heard))
                line.sendall(b"stream: OK\0")

    threading.Thread(target=serve, daemon=True).start()
    settings.VIRUS_SCANNER = f"tcp:127.0.0.1:{door.getsockname()[1]}"
    yield asked
    door.close()


@pytest.mark.django_db
def test_a_photo_of_a_visit_is_scanned_once_and_kept_as_it_was_checked(taihang, clerk, sign_in, settings):
    case = accepted(taihang, clerk=clerk, procedure="ordinary")
    first, second = staff("first", "reviewer"), staff("second", "reviewer")
    flow.review(case, recommendation=Review.Recommendation.GRANT, opinion="齐全。", by=first)
    seen = {"checked_on": timezone.localdate().isoformat(), "second": second.pk, "passed": "yes", "findings": "合格。"}

    with scanner(settings) as asked:
        sign_in(first).post(
            reverse("desk:act", args=[case.key, "site-check"]), {**seen, "photos": [picture("现场.png")], "act": "do"}
        )

    photo = VisitReport.objects.get(application=case).photos.get()
    assert len(asked) == 1
    assert (photo.original_name, photo.kind) == ("现场.png", "image/png")


def test_what_cannot_be_taken_in_is_named():
    with pytest.raises(ValidationError, match=r"b\.png"):
        Photos().clean([picture("a.png"), SimpleUploadedFile("b.png", b"nothing")])


def test_all_files_of_an_act_together_have_a_limit():
    files = [SimpleUploadedFile(f"{n}.png", b"\0" * 9 * 1024 * 1024) for n in range(7)]

    with pytest.raises(ValidationError, match="together are larger than 60 MB"):
        Photos().clean(files)
    with pytest.raises(ValidationError, match="At most"):
        Photos().clean([picture() for _n in range(MOST_FILES + 1)])
