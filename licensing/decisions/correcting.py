"""A letter that was sent is never changed: a clerical error in it is put right by a letter of its own (更正)."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import ACCEPT, DECIDE
from desk.refusals import MayNotHandle, NotNow
from licensing import events
from licensing.applications.models.application import Application
from licensing.decisions.actions.acting import tell, write
from licensing.decisions.models.letters import Letter, LetterCorrection
from licensing.decisions.rules import is_closed, may_handle
from licensing.decisions.writing import letters
from licensing.decisions.writing.clerical import texts_of, why_not_clerical


def whose_correction(application: Application, person: Person) -> bool:
    """Whether a letter of the case is theirs to correct: the clerk's until the case is closed, then the decider's."""
    return person.has_perm(DECIDE if is_closed(application) else ACCEPT)


def why_not_corrected(original: Letter, wrong: str, right: str) -> str:
    """Why these words of a letter are not corrected; "" when they may be."""
    earlier = LetterCorrection.objects.filter(original=original, wrong=wrong).select_related("letter").first()
    if earlier is not None:
        return _("These words have already been corrected by letter %(number)s.") % {"number": earlier.letter.number}
    return why_not_clerical(texts_of(original), wrong, right)


def correction_of_letter(original: Letter, *, wrong: str, right: str, reasons: str) -> letters.Draft:
    """The letter that would correct another today, to whom the other was sent. Raises NotNow."""
    if why := why_not_corrected(original, wrong, right):
        raise NotNow(why)
    draft = letters.draft(
        original.application,
        "clerical",
        dated=timezone.localdate(),
        original=f"《{original.title}》（{original.number}，{letters.chinese(original.dated)}）",
        wrong=wrong,
        right=right,
        reasons=reasons,
    )
    return replace(draft, addressee=original.addressee.replace(wrong, right))


def correct_letter(original: Letter, *, wrong: str, right: str, reasons: str, by: Person) -> LetterCorrection:
    """Correct a clerical error by a letter; the original stays as it was. Raises MayNotHandle, NotNow."""
    application = original.application
    if not may_handle(by, application) or not whose_correction(application, by):
        raise MayNotHandle
    with transaction.atomic():
        Application.objects.select_for_update().get(pk=application.pk)
        draft = correction_of_letter(original, wrong=wrong, right=right, reasons=reasons)
        letter = write(application, draft, by=by)
        words = {"wrong": wrong, "right": right, "reasons": reasons}
        correction = LetterCorrection.objects.create(original=original, corrected_by=by, letter=letter, **words)
        tell(events.LETTER_CORRECTED, application, by=by, original=original.number, letter=letter.number)
    return correction
