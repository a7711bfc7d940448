"""An interview goes on: proposed by a timer, approved or turned down, served by letter, held, followed up and ended.

Every act asks for its permission and the state once more under the lock of the interview.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.people import Person
from accounts.permissions import LEAD_HOTLINE
from clock.working_days import add_working_days
from desk.refusals import MayNotHandle, NotNow, TooLate
from desk.serving.recording import as_said, record_on_paper
from hotline.bulletins.models import Bulletin
from hotline.desks.models import Desk
from hotline.interviews import events
from hotline.interviews.letters.models import InterviewLetter
from hotline.interviews.models import Interview, InterviewPromise, InterviewStep, PromiseOutcome
from hotline.interviews.serving import notice_of, waits_to_be_served, why_not_held_on
from hotline.interviews.states import NEXT, state_of
from hotline.interviews.triggers import triggers_of
from materials.uploads.rules import Checked
from pages.languages import pair
from pages.sentences import bracketed
from papers.letters.writing import chinese, drafted, keep, moment
from papers.serving.rows import Way
from trail.events import EventKind

Kind = InterviewStep.Kind


class DoneMeanwhile(TooLate):
    """Somebody was quicker."""

    def __str__(self) -> str:
        return _("This has already been done.")


def proposed(
    desk: Desk, *, month: datetime.date, edition: str, grounds: list[dict[str, Any]], bulletin: Bulletin | None = None
) -> Interview:
    """Write down what a timer proposes; whether something calls for it, it has asked in the same transaction."""
    made = Interview.objects.create(
        authority=desk.authority, desk=desk, bulletin=bulletin, month=month, edition=edition, grounds=grounds
    )
    events.PROPOSED.record(
        subject=f"interview:{made.pk}",
        by=events.BY_TIMER,
        authority=str(desk.authority.division_id),
        desk=desk.code,
        month=f"{month:%Y-%m}",
    )
    return made


def may_lead(person: Person, interview: Interview) -> bool:
    """The leader of the hotline, of their own authority; nobody decides on an interview of their own desk."""
    at_home = person.has_perm(LEAD_HOTLINE) and person.authority_id == interview.authority_id
    return at_home and not interview.desk.seats.filter(person=person, end__isnull=True).exists()


@contextmanager
def _open(interview: Interview, *, by: Person, state: str) -> Iterator[Interview]:
    """The interview under its lock, in a state, for whom it is. Raises MayNotHandle, NotNow, DoneMeanwhile."""
    try:
        with transaction.atomic():
            found = Interview.objects.select_for_update().get(pk=interview.pk)
            if not may_lead(by, found):
                raise MayNotHandle
            if state_of(found) != state:
                raise NotNow(_("This step cannot follow here."))
            yield found
    except IntegrityError as twice:
        raise DoneMeanwhile from twice


def _before(kind: str) -> str:
    return next(state for state, following in NEXT.items() if kind in following)


def decide(interview: Interview, kind: str, *, words: str, by: Person) -> InterviewStep:
    """Approve it, or turn it down with a reason."""
    if kind not in NEXT["proposed"]:
        raise NotNow(_("This step cannot follow here."))
    if kind == Kind.TURNED_DOWN and not words.strip():
        raise NotNow(_("Give a reason."))
    with _open(interview, by=by, state="proposed") as found:
        return _step(found, kind, by=by, words=words.strip())


def serve(interview: Interview, *, meets_at: datetime.datetime, place: str, by: Person) -> InterviewStep:
    """Write the notice: a signed letter, some working days before; a platform is served it on paper.

    Raises NotNow, MayNotHandle, CalendarUnknown.
    """
    days = triggers_of(interview.edition).notice_working_days
    earliest = add_working_days(timezone.localdate(), days)
    if timezone.localdate(meets_at) < earliest:
        told = {"days": days, "day": earliest.isoformat()}
        raise NotNow(_("The notice must be served %(days)s working days before: not before %(day)s.") % told)
    if not place.strip():
        raise NotNow(_("Say where."))
    with _open(interview, by=by, state=Kind.APPROVED) as found:
        paper = drafted(
            InterviewLetter.Kind.NOTICE,
            found.authority,
            to=found.desk.name,
            values={
                "desk": found.desk.name,
                "you": "你单位",
                "month": f"{found.month.year}年{found.month.month}月" if found.bulletin_id else "",
                "noted": "" if found.bulletin_id else chinese(timezone.localdate(found.proposed_at)),
                "grounds": "\n".join(grounds_in_words(found)),
                "meets_at": moment(meets_at),
                "place": place.strip(),
            },
        )
        about = f"{found.desk.code} {found.month:%Y-%m}"
        letter = keep(InterviewLetter, paper, found.authority, by=by, about=about)
        return _step(found, Kind.SERVED, by=by, meets_at=meets_at, place=place.strip(), letter=letter)


def record_service(
    interview: Interview,
    *,
    way: Way,
    served_on: datetime.date,
    proof: str,
    acknowledgement: Checked | None = None,
    failed: str = "",
    by: Person,
) -> None:
    """Take down how a platform was served the notice, or what was tried in vain. Raises NotNow, MayNotHandle."""
    with _open(interview, by=by, state=Kind.SERVED) as found:
        notice = notice_of(found)
        if notice is None or not waits_to_be_served(found):
            raise NotNow(_("How this letter was served has already been recorded."))
        if record_on_paper(
            notice, way=way, served_on=served_on, proof=proof, acknowledgement=acknowledgement, failed=failed, by=by
        ):
            _tell(events.NOTICE_SERVED, found, by=by, day=served_on.isoformat(), way=f"served-{way.value}")
        else:
            _tell(events.NOTICE_NOT_SERVED, found, by=by, how=as_said(way, failed))


def hold(interview: Interview, *, words: str, present: str, by: Person) -> InterviewStep:
    """Note the minutes and who was there, not before the day of the notice, nor sooner after it was served."""
    if not words.strip() or not present.strip():
        raise NotNow(_("Enter who was there and what was said."))
    with _open(interview, by=by, state=Kind.SERVED) as found:
        notice = found.steps.get(kind=Kind.SERVED)
        if notice.meets_at and timezone.now() < notice.meets_at:
            raise NotNow(_("The time in the notice has not come yet."))
        if why := why_not_held_on(found, timezone.localdate()):
            raise NotNow(why)
        return _step(found, Kind.HELD, by=by, words=words.strip(), present=present.strip())


def promise(interview: Interview, *, words: str, due: datetime.date, by: Person) -> InterviewPromise:
    """Note what was promised, until a day."""
    if not words.strip() or due < timezone.localdate():
        raise NotNow(_("Enter what was promised, and a day in the future."))
    with _open(interview, by=by, state=Kind.HELD) as found:
        made = InterviewPromise.objects.create(interview=found, words=words.strip(), due=due, by=by)
        _tell(events.PROMISED, found, by=by, due=due.isoformat())
    return made


def follow(made: InterviewPromise, *, kept: bool, words: str, by: Person) -> PromiseOutcome:
    """Note whether a promise was kept, and on what that rests."""
    if not words.strip():
        raise NotNow(_("Say what this is based on."))
    with _open(made.interview, by=by, state=Kind.HELD) as found:
        done = PromiseOutcome.objects.create(promise=made, kept=kept, words=words.strip(), by=by)
        _tell(events.FOLLOWED, found, by=by, kept=kept)
    return done


def close(interview: Interview, kind: str, *, words: str, by: Person) -> InterviewStep:
    """Release it when every promise was kept, or escalate it; silence is no promise kept."""
    if kind not in NEXT[Kind.HELD] or not words.strip():
        raise NotNow(_("Give a reason."))
    with _open(interview, by=by, state=Kind.HELD) as found:
        promises = list(found.promises.select_related("outcome"))
        kept = bool(promises) and all(hasattr(one, "outcome") and one.outcome.kept for one in promises)
        if kind == Kind.RELEASED and not kept:
            raise NotNow(_("It can only be released if promises were made and every one was kept."))
        return _step(found, kind, by=by, words=words.strip())


def grounds_in_words(interview: Interview) -> list[str]:
    """The rules that were met with their numbers, as a letter says it."""
    with translation.override("zh-hans"):
        return grounds_told(interview)


def grounds_told(interview: Interview) -> list[str]:
    """The same in the language of who reads a page."""
    rules = {rule["code"]: rule for rule in triggers_of(interview.edition).rules}
    return [pair(dict(rules[ground["code"]])) + _how_many(ground) for ground in interview.grounds]


def _how_many(ground: Mapping[str, Any]) -> str:
    if times := ground.get("times"):
        return bracketed(ngettext("%(n)s time", "%(n)s times", times) % {"n": times})
    return bracketed(f"{ground['number']}/{ground['of']}") if "number" in ground else ""


def _step(interview: Interview, kind: str, *, by: Person, **told: object) -> InterviewStep:
    nth = interview.steps.count() + 1
    done = InterviewStep.objects.create(interview=interview, nth=nth, kind=kind, by=by, **told)
    _tell(events.STEPPED, interview, by=by, state=f"interview-{kind}")
    return done


def _tell(kind: EventKind, interview: Interview, *, by: Person, **more: object) -> None:
    kind.record(subject=f"interview:{interview.pk}", by=by, authority=by.at, desk=interview.desk.code, **more)
