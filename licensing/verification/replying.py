"""The authority answers whoever reviews its decision: the reconsideration body or the court (复议答复、应诉答辩).

Reconsideration Law 2023 art. 48: within ten working days (art. 88), with the evidence; a decision nobody answers for
counts as made without any (art. 70). Administrative Litigation Law art. 67: fifteen days, for the court.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from clock.working_days import add_calendar_days, add_working_days
from desk.refusals import MayNotHandle, NotNow
from licensing import events
from licensing.applications.models.application import Application
from licensing.decisions.actions.acting import tell, write
from licensing.decisions.models.letters import DECIDES, Letter
from licensing.decisions.rules import may_handle
from licensing.decisions.writing import letters
from licensing.verification.models import RemedyOutcome, RemedyReply
from licensing.verification.remedies import WAYS, whose_record

Way = RemedyOutcome.Way
NAMES = {Way.RECONSIDERATION: "行政复议答复书", Way.SUIT: "行政诉讼答辩状"}
ARTICLES = {
    Way.RECONSIDERATION: "《中华人民共和国行政复议法》第四十八条",
    Way.SUIT: "《中华人民共和国行政诉讼法》第六十七条",
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """By what the body or court asked for the answer: its number and the day it reached us."""

    way: RemedyOutcome.Way
    body: str
    document: str
    received_on: datetime.date

    @property
    def answer_by(self) -> datetime.date:
        """The last day to answer. Raises CalendarUnknown."""
        if self.way == Way.RECONSIDERATION:
            return add_working_days(self.received_on, 10)
        return add_calendar_days(self.received_on, 15)


def why_not_answered(attacked: Letter, asked: Asked) -> str:
    """Why this is not answered; "" when it may be. What comes late is answered all the same."""
    if attacked.kind not in DECIDES:
        return _("This letter decides nothing: there is no remedy against it.")
    if asked.received_on < attacked.dated:
        return _("The decision comes first, then the notice that asks to answer for it.")
    if attacked.replies.filter(document=asked.document).exists():
        return _("This has already been answered.")
    if attacked.outcomes.filter(way=asked.way).exists():
        return _("The outcome has already been entered: there is nothing left to answer.")
    return ""


def reply_letter(attacked: Letter, asked: Asked, *, words: str) -> letters.Draft:
    """The answer as it would be sent today, to whoever asked for it. Raises NotNow."""
    if why := why_not_answered(attacked, asked):
        raise NotNow(why)
    draft = letters.draft(
        attacked.application,
        "reply",
        dated=timezone.localdate(),
        reply=NAMES[asked.way],
        original=f"《{attacked.title}》（{attacked.number}，{letters.chinese(attacked.dated)}）",
        way=WAYS[asked.way],
        body=asked.body,
        document=asked.document,
        received=letters.chinese(asked.received_on),
        reply_basis=ARTICLES[asked.way],
        words=words,
    )
    return replace(draft, addressee=asked.body)


def answer(attacked: Letter, asked: Asked, *, words: str, by: Person) -> RemedyReply:
    """Answer for a decision. Raises MayNotHandle, NotNow, CalendarUnknown."""
    application = attacked.application
    if not may_handle(by, application) or not whose_record(application, by):
        raise MayNotHandle
    with transaction.atomic():
        Application.objects.select_for_update().get(pk=application.pk)
        letter = write(application, reply_letter(attacked, asked, words=words), by=by, to_applicant=False)
        reply = RemedyReply.objects.create(
            application=application,
            attacked=attacked,
            way=asked.way,
            body=asked.body,
            document=asked.document,
            received_on=asked.received_on,
            answer_by=asked.answer_by,
            words=words,
            answered_by=by,
            letter=letter,
        )
        tell(events.REMEDY_ANSWERED, application, by=by, attacked=attacked.number, letter=letter.number)
    return reply
