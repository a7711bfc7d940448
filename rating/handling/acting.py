"""A bad rating is given to somebody within a working day, looked into, mended, answered, called back, closed.

Never by the person rated. A finding that is disputed – by who was rated, or by who rated, once each – is looked into
again by somebody else. What is mistaken or malicious takes proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.people import Person
from accounts.permissions import HANDLE_RATINGS
from accounts.roles import on_duty_at
from desk.refusals import MayNotHandle, NotNow, TooLate
from rating import events
from rating.giving import may_rate
from rating.handling import dues
from rating.handling.models import HandlingStep, RatingDue
from rating.handling.states import Finding, Kind, Reached, following, has_disputed, last_of, state_of, steps_of
from rating.recording import tell
from rating.service_models import Rating


class DoneMeanwhile(TooLate):
    """Somebody was quicker."""

    words = gettext_lazy("This has already been done.")


def is_rated(person: Person, rating: Rating) -> bool:
    """Whether somebody is the one who served."""
    return rating.service.served_by_id == person.pk


def handles(person: Person, rating: Rating) -> bool:
    """Whether somebody of the authority may handle it: never who was rated."""
    at_home = person.authority_id == rating.service.authority_id
    return at_home and not is_rated(person, rating) and person.has_perm(HANDLE_RATINGS)


def has_it(person: Person, rating: Rating) -> bool:
    """Whether it was given to somebody."""
    given = last_of(steps_of(rating), Kind.ASSIGNED)
    return given is not None and given.handler_id == person.pk and handles(person, rating)


def assign(rating: Rating, *, handler: Person, words: str, by: Person) -> HandlingStep:
    """Give it to somebody to look into. Raises NotNow, MayNotHandle."""
    with _open(rating, Kind.ASSIGNED, words=words, by=by) as found:
        if not handles(by, found):
            raise MayNotHandle
        on_duty = on_duty_at(found.service.authority_id, HANDLE_RATINGS).filter(pk=handler.pk).exists()
        if not on_duty or is_rated(handler, found):
            raise NotNow(_("Give it to someone at the authority who handles ratings and was not rated."))
        steps = steps_of(found)
        checked = last_of(steps, Kind.CHECKED)
        if state_of(steps) == Kind.DISPUTED and checked is not None and checked.by_id == handler.pk:
            raise NotNow(_("A disputed finding is looked into by someone else."))
        is_first = last_of(steps, Kind.ASSIGNED) is None
        made = _step(found, Kind.ASSIGNED, words=words, handler=handler, by=by)
        if is_first:
            dues.begin(found, RatingDue.Step.MEND)
        return made


def check(rating: Rating, *, finding: str, proof: str, words: str, by: Person) -> HandlingStep:
    """Say what was found. Mistaken or malicious takes proof. Raises NotNow, MayNotHandle."""
    if finding not in Finding.values:
        raise NotNow(_("Say what was found."))
    if finding != Finding.TRUE and not proof.strip():
        raise NotNow(_("A rating can only be called mistaken or malicious with proof."))
    with _open(rating, Kind.CHECKED, words=words, by=by) as found:
        _only_who_has_it(found, by)
        return _step(found, Kind.CHECKED, words=words, finding=finding, proof=proof.strip(), by=by)


def mend(rating: Rating, *, words: str, by: Person) -> HandlingStep:
    """Say what was mended. Raises NotNow, MayNotHandle."""
    with _open(rating, Kind.MENDED, words=words, by=by) as found:
        _only_who_has_it(found, by)
        return _step(found, Kind.MENDED, words=words, by=by)


def answer(rating: Rating, *, words: str, by: Person) -> HandlingStep:
    """Answer who rated; they read it. Raises NotNow, MayNotHandle."""
    with _open(rating, Kind.ANSWERED, words=words, by=by) as found:
        if found.is_bad:
            _only_who_has_it(found, by)
        elif not handles(by, found):
            raise MayNotHandle
        made = _step(found, Kind.ANSWERED, words=words, by=by)
        if found.is_bad:
            dues.begin(found, RatingDue.Step.CALL_BACK)
        return made


def call_back(rating: Rating, *, reached: str, words: str, by: Person) -> HandlingStep:
    """Note what who rated says on the telephone. Raises NotNow, MayNotHandle."""
    with _open(rating, Kind.CALLED_BACK, words=words, by=by) as found:
        if not handles(by, found):
            raise MayNotHandle
        return _called_back(found, reached, words=words, by=by)


def say_whether_content(rating: Rating, *, reached: str, words: str, by: Person) -> HandlingStep:
    """Who rated answers on the page, instead of being called. Raises NotNow, MayNotHandle."""
    if reached not in (Reached.CONTENT, Reached.NOT_CONTENT):
        raise NotNow(_("Say whether you are satisfied."))
    with _open(rating, Kind.CALLED_BACK, words=words or "–", by=None) as found:
        if not may_rate(by, found.service):
            raise MayNotHandle
        return _called_back(found, reached, words=words or "–", by=None)


def dispute(rating: Rating, *, words: str, by: Person) -> HandlingStep:
    """The finding is disputed: by who was rated when it went against them, by who rated when it went against them.

    Raises NotNow, MayNotHandle.
    """
    with _open(rating, Kind.DISPUTED, words=words, by=by) as found:
        steps = steps_of(found)
        if not may_dispute(by, found):
            raise MayNotHandle
        who = by if is_rated(by, found) else None
        if has_disputed(steps, by=who.pk if who else None):
            raise NotNow(_("A finding can be disputed only once."))
        made = _step(found, Kind.DISPUTED, words=words, by=who)
        dues.begin(found, RatingDue.Step.MEND)
        return made


def may_dispute(person: Person, rating: Rating) -> bool:
    """Whether the last finding went against somebody."""
    checked = last_of(steps_of(rating), Kind.CHECKED)
    if checked is None:
        return False
    return is_rated(person, rating) if checked.finding == Finding.TRUE else may_rate(person, rating.service)


def close(rating: Rating, *, words: str, by: Person) -> HandlingStep:
    """Nothing is to come any more. Raises NotNow, MayNotHandle."""
    with _open(rating, Kind.CLOSED, words=words, by=by) as found:
        if not handles(by, found):
            raise MayNotHandle
        made = _step(found, Kind.CLOSED, words=words, by=by)
        dues.meet(found)
        return made


def _called_back(rating: Rating, reached: str, *, words: str, by: Person | None) -> HandlingStep:
    if reached not in Reached.values:
        raise NotNow(_("Say how the call ended."))
    made = _step(rating, Kind.CALLED_BACK, words=words, reached=reached, by=by)
    if Kind.MENDED in following(rating, steps_of(rating)):
        dues.begin(rating, RatingDue.Step.MEND)
    return made


def _only_who_has_it(rating: Rating, by: Person) -> None:
    if not has_it(by, rating):
        raise MayNotHandle(_("Only the person it was given to can do this, and never the person who was rated."))


@contextmanager
def _open(rating: Rating, kind: HandlingStep.Kind, *, words: str, by: Person | None) -> Iterator[Rating]:
    """The rating under its lock, at a state a step may follow. Raises NotNow, MayNotHandle, DoneMeanwhile."""
    if by is not None and kind != Kind.DISPUTED and is_rated(by, rating):
        raise MayNotHandle(_("Whoever was rated cannot handle the rating."))
    if not words.strip():
        raise NotNow(_("Write down what is done, or why."))
    try:
        with transaction.atomic():
            rows = Rating.objects.served().select_for_update(of=("self",)).select_related("service__authority")
            found = rows.filter(pk=rating.pk).first()
            if found is None or kind not in following(found, steps_of(found)):
                raise NotNow(_("This step cannot follow here."))
            yield found
    except IntegrityError as twice:
        raise DoneMeanwhile from twice


def _step(rating: Rating, kind: HandlingStep.Kind, *, words: str, by: Person | None, **told: object) -> HandlingStep:
    made = HandlingStep.objects.create(
        rating=rating,
        nth=rating.steps.count() + 1,
        kind=kind,
        words=words.strip(),
        rated=rating.service.served_by,
        by=by,
        **told,
    )
    tell(events.STEPPED, rating.service, by=by or "served", step=f"rating-{kind}")
    return made
