"""The caller answers, once; what is not solved begins again as a ticket with everything known of the old one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.people import Person
from desk.refusals import NotNow, TooLate
from hotline.afterwards import events
from hotline.afterwards.models import Questionnaire, QuestionnaireAnswer, Reopening
from hotline.afterwards.rules import rules_of
from hotline.tickets.doing.recording import Told, record
from hotline.tickets.doing.refused import tell
from hotline.tickets.models import Ticket
from hotline.tickets.queries import tickets_for
from hotline.tickets.rules import classified
from hotline.tickets.screens.asides import Aside
from post.questions.asking import code_digest

CHANNEL = "own-page"
Solved = QuestionnaireAnswer.Solved


class AnsweredAlready(TooLate):
    """The code was used."""

    def __str__(self) -> str:
        return _("This has already been answered.")


def asked_by(code: str) -> Questionnaire | None:
    """The questionnaire a code belongs to."""
    rows = Questionnaire.objects.filter(question__code_digest=code_digest(code))
    return rows.select_related("ticket__authority", "question").first()


def answer(asked: Questionnaire, *, solved: str, stars: int, words: str = "") -> QuestionnaireAnswer:
    """Say whether it stayed solved. Raises NotNow, AnsweredAlready."""
    open_days = datetime.timedelta(days=rules_of(asked.edition).open_days)
    if timezone.now() > asked.asked_at + open_days:
        raise NotNow(_("The time to answer is over. Tell the hotline if it is not solved."))
    if solved not in Solved.values or not 1 <= stars <= 5:
        raise NotNow(_("Say whether it is solved, and give one to five stars."))
    try:
        with transaction.atomic():
            made = QuestionnaireAnswer.objects.create(
                questionnaire=asked, solved=solved, stars=stars, words=words.strip()[:500]
            )
            tell(events.ANSWERED, asked.ticket, by="caller", still=f"afterwards-{solved}")
            if solved == Solved.NO:
                _reopen(made)
    except IntegrityError as twice:
        raise AnsweredAlready from twice
    return made


def _reopen(answer: QuestionnaireAnswer) -> None:
    """A ticket of its own about what the first was found to be about, its limits running from now."""
    before = answer.questionnaire.ticket
    caller, about = before.caller, classified(before)
    with override("zh-hans"):
        told_at_once = not hasattr(before, "struck_off")
        facts = (
            _("The answer to ticket %(number)s did not help.")
            if told_at_once
            else _("Not solved four weeks after ticket %(number)s.")
        )
        facts %= {"number": before.number}
    told = Told(
        channel=CHANNEL,
        external=f"again:{before.number}",
        kind=before.kind,
        theme=about.theme,
        area=before.area,
        urgency=before.urgency,
        is_driver=before.is_driver,
        facts="\n".join(part for part in (facts, answer.words, before.facts) if part),
        wish=before.wish,
        division=before.division,
        place=before.place,
        happened_on=before.happened_on,
        against=about.against,
        object_name=about.object_name,
        company=about.company,
        platform=about.platform,
        unit=about.unit,
        amount=before.amount,
        name=caller.name,
        phone=caller.phone,
        plate=caller.plate,
        certificate=caller.certificate,
        consent=caller.consent,
    )
    made = record(told, authority=before.authority, by=None)
    Reopening.objects.create(answer=answer, ticket=made)
    tell(events.REOPENED, before, by="caller", after=made.number)


def of_ticket(ticket: Ticket, reader: Person) -> Iterator[Aside]:
    """What the caller said four weeks later, and the ticket before or after this one."""
    asked = Questionnaire.objects.filter(ticket=ticket).select_related("answer__reopening__ticket").first()
    if asked is not None:
        said = getattr(asked, "answer", None)
        words = f"{said.get_solved_display()} · {said.stars}/5" if said else _("no answer: not counted as solved")
        yield Aside(title=_("Asked four weeks later"), words=words)
        if said is not None and hasattr(said, "reopening"):
            yield _other(_("Goes on as"), said.reopening.ticket, reader)
    before = Reopening.objects.filter(ticket=ticket).select_related("answer__questionnaire__ticket").first()
    if before is not None:
        yield _other(_("Was not solved by"), before.answer.questionnaire.ticket, reader)


def _other(title: str, ticket: Ticket, reader: Person) -> Aside:
    may = tickets_for(reader).filter(pk=ticket.pk).exists()
    return Aside(
        title=title, words=ticket.number, address=reverse("tickets:ticket", args=[ticket.number]) if may else ""
    )
