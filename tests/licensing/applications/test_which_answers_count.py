"""Of what was handed in, corrected and taken over from a registry, the newest counts."""

import datetime

import pytest

from licensing.applications.models.application import Amendment, Application, Submission, TakeOver

DAY = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)
LATER = DAY + datetime.timedelta(hours=1)


def said(word):
    return {"fields": {"company-name": word}, "rows": {}, "doubts": {}}


def application_with(*, corrected_at, taken_over_at):
    application = Application()
    Submission(application=application, answers=said("handed in"))
    if corrected_at:
        Amendment(application=application, answers=said("corrected"), made_at=corrected_at)
    if taken_over_at:
        application.taken_over = TakeOver(answers=said("taken over"), taken_at=taken_over_at)
    return application


@pytest.mark.parametrize(
    ("corrected_at", "taken_over_at", "counts"),
    [
        (None, None, "handed in"),
        (DAY, None, "corrected"),
        (None, DAY, "taken over"),
        (DAY, LATER, "taken over"),
        (LATER, DAY, "corrected"),
    ],
)
def test_the_newest_word_counts(corrected_at, taken_over_at, counts):
    application = application_with(corrected_at=corrected_at, taken_over_at=taken_over_at)
    # A row that was never written has no amendment, and asks nobody for it.
    application._state.fields_cache.setdefault("amendment", None)

    assert application.answers.fields["company-name"] == counts
