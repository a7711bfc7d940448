"""What figures count: rows of a reader's authorities in some days, as query sets (§ 9.7)."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.people import Person
from accounts.roles import visible_authorities
from clock.months import months_later
from clock.working_days import CalendarUnknown
from pages.counted.figure import Counting, Rows
from pages.days import in_days
from supervision.credit.codes.models import CodeChange, Objection
from supervision.credit.editions.queries import models_in_force
from supervision.credit.repairs.models import Repair
from supervision.credit.scoring.model import Colour, Model
from supervision.credit.subjects.models import Subject
from supervision.encounters.follow_up_models import FollowUp
from supervision.encounters.models import Encounter, Way
from supervision.encounters.no_penalty.editions import list_of
from supervision.encounters.use import mended_online, unproved
from supervision.grids.models import Assignment
from supervision.grids.queries import ever_of, grids_of
from supervision.inspections.models import CompanyInspection
from supervision.inspections.programme.editions import programme_of
from supervision.limits.models import PlaceAsked
from supervision.visits.models import Visit
from supervision.visits.queries import needs_of

_REPAIR_DUE = Coalesce("extension__until", "acceptance__decide_by")
COVERED_MONTHS = 6
AGAIN_WITHIN = datetime.timedelta(days=365)
OFFENCES = (Way.CURING, Way.SPARED, Way.ORDINARY)


def entered(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Inspections that began in the days."""
    rows = CompanyInspection.objects.visible_to(person).select_related("company", "entry")
    return in_days(rows, "entry__at", since, until)


def approved_before(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return entered(person, since, until).filter(approval__granted=True, approval__at__lte=F("entry__at"))


def off_site(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return entered(person, since, until).filter(on_site=False)


def on_site_at(colour: str) -> Counting:
    """On-site inspections at companies that have a colour now."""
    return lambda person, since, until: entered(person, since, until).filter(on_site=True, subject__colour=colour)


TELL, PUBLISH = "tell-result", "publish-drawn"
"""Limits of the programme, counted from the day of the inspection."""


def results_due(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Inspections begun in the days whose result was told, or is late: what nobody told is in no better share."""
    return _due(_to_tell(person, since, until), TELL)


def told_in_time(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return _in_time(results_due(person, since, until), TELL)


def results_of_draws_due(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Of drawn companies: what was told stands on the public page of its draw (F-13.5)."""
    return _due(_to_tell(person, since, until).filter(drawn__isnull=False), PUBLISH)


def published_in_time(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return _in_time(results_of_draws_due(person, since, until), PUBLISH)


def _to_tell(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return entered(person, since, until).filter(ending__isnull=True).select_related("result")


def _due(rows: Rows, limit: str) -> Rows:
    today = timezone.localdate()
    due = [one.pk for one in rows if hasattr(one, "result") or not _is_by(today, one, limit)]
    return rows.filter(pk__in=due)


def _in_time(rows: Rows, limit: str) -> Rows:
    told = rows.filter(result__isnull=False)
    in_time = [one.pk for one in told if _is_by(timezone.localdate(one.result.at), one, limit)]
    return told.filter(pk__in=in_time)


def _is_by(day: datetime.date, inspection: CompanyInspection, limit: str) -> bool:
    """Whether a day is one within the limit of an inspection."""
    began = timezone.localdate(inspection.entry.at)
    try:
        return day <= programme_of(inspection.edition).days[limit].after(began)
    except CalendarUnknown:
        return False  # nobody knows: not counted as in time


def coded(person: Person, _since: datetime.date, _until: datetime.date) -> Rows:
    """Companies and sectors with a licence, as they stand today."""
    rows = Subject.objects.filter(authority__in=visible_authorities(person), is_active=True)
    return rows.select_related("company")


def coloured(colour: str) -> Counting:
    return lambda person, since, until: coded(person, since, until).filter(colour=colour)


def moved(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Changes of colour that came into force in the days."""
    rows = CodeChange.objects.filter(subject__authority__in=visible_authorities(person))
    rows = rows.filter(effect__on__gte=since, effect__on__lte=until)
    return rows.select_related("subject__company", "effect")


def moved_to(colour: str) -> Counting:
    """Changes of colour to one colour."""
    return lambda person, since, until: moved(person, since, until).filter(becomes=colour)


def under_old_plan(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Companies and sectors a plan without codes would visit: each once a year, as one without a code is today."""
    return _of_effect(person, since, until, lambda model, _colour: bool(model.effect(Colour.NONE).routine_visits))


def exempted(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Of these, whom a code exempts today from routine visits, and whom nobody inspected on site in the days."""
    rows = _of_effect(person, since, until, lambda model, colour: not model.effect(colour).routine_visits)
    came = entered(person, since, until).filter(on_site=True, company=OuterRef("company"))
    return rows.filter(pk__in=under_old_plan(person, since, until).values("pk")).exclude(Exists(came))


def _of_effect(
    person: Person, since: datetime.date, until: datetime.date, holds: Callable[[Model, Colour], bool]
) -> Rows:
    """Companies and sectors of whose model and colour something holds, by the models in force."""
    models = models_in_force(on=timezone.localdate())
    pairs = [(sector, colour.value) for sector in models for colour in Colour if holds(models[sector].content, colour)]
    some = reduce(or_, (Q(sector=sector, colour=colour) for sector, colour in pairs), Q(pk__in=[]))
    return coded(person, since, until).filter(some)


def places_asked(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Places of a company's year somebody asked for in the days, on site."""
    rows = PlaceAsked.objects.visible_to(person)
    return in_days(rows, "at", since, until)


def over_limit(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return places_asked(person, since, until).filter(granted=False)


def bettered(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return moved(person, since, until).filter(by_rule=True)


def objections(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Objections decided in the days."""
    rows = Objection.objects.filter(subject__authority__in=visible_authorities(person))
    rows = in_days(rows, "decision__at", since, until)
    return rows.select_related("company", "decision")


def upheld(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return objections(person, since, until).filter(decision__upheld=True)


def repairs(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Requests for credit repair decided in the days, and those whose day to be decided went by in them."""
    rows = Repair.objects.filter(subject__authority__in=visible_authorities(person)).alias(due=_REPAIR_DUE)
    late = Q(decision__isnull=True, due__lt=timezone.localdate(), due__gte=since, due__lte=until)
    decided = in_days(rows, "decision__at", since, until)
    rows = rows.filter(Q(pk__in=decided.values("pk")) | late)
    return rows.select_related("subject__company", "decision", "acceptance")


def repaired_in_time(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return repairs(person, since, until).filter(decision__at__date__lte=F("due"))


def looked_after(person: Person, _since: datetime.date, _until: datetime.date) -> Rows:
    """Companies that stand in a grid today."""
    rows = Assignment.objects.current().filter(grid__in=grids_of(person))
    return rows.select_related("company", "grid")


def covered(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Of these, whom somebody visited within six months before the last day; who declined is counted."""
    lately = {"on__gt": months_later(until, -COVERED_MONTHS), "on__lte": until}
    seen = Visit.objects.met().filter(company=OuterRef("company"), **lately)
    return looked_after(person, since, until).filter(Exists(seen))


def placed(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Companies that were put into a grid in the days, by their address, by hand or when a grid was merged."""
    rows = Assignment.objects.filter(grid__in=ever_of(person), since__gte=since, since__lte=until)
    return rows.select_related("company", "grid")


def moved_grid(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Of these, companies that stood in another grid until then and that nobody's merging moved."""
    return placed(person, since, until).moved()


def needs(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Needs noted at visits of the days."""
    return needs_of(person).filter(visit__on__gte=since, visit__on__lte=until)


def solved_in_time(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    in_time = Q(answer__on_the_spot=True) | Q(answer__at__date__lte=F("due_on"))
    return needs(person, since, until).filter(in_time)


def met(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Encounters opened in the days."""
    rows = Encounter.objects.visible_to(person).select_related("outcome", "authority")
    return in_days(rows, "opened_at", since, until)


def met_mended(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return mended_online(met(person, since, until))


def ended_as(way: Way) -> Counting:
    return lambda person, since, until: met(person, since, until).filter(outcome__way=way)


def released_timed(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Releases of which it is known how long they took: what nobody knows is in no share."""
    return ended_as(Way.RELEASED)(person, since, until).filter(outcome__minutes__isnull=False)


def released_in_time(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Of these, within the minutes aimed at by the list each began under."""
    rows = released_timed(person, since, until)
    editions = rows.order_by().values_list("edition", flat=True).distinct()
    aims = (Q(edition=one, outcome__minutes__lte=list_of(one).target_minutes) for one in editions)
    return rows.filter(reduce(or_, aims, Q(pk__in=())))


def not_punished(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Acts the head of the authority decided not to punish."""
    return met(person, since, until).filter(outcome__follow_up__how=FollowUp.How.SPARED)


def proved(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    found = not_punished(person, since, until)
    return found.exclude(pk__in=unproved(found).values("pk"))


def kept_apart(way: Way) -> Counting:
    """Encounters that ended so, while it is still known who was met."""
    return lambda person, since, until: ended_as(way)(person, since, until).filter(met__isnull=False)


def again(way: Way) -> Counting:
    """Of these, whose vehicle was met again within a year with something that was not in order."""
    later = Encounter.objects.filter(
        met__vehicle_index=OuterRef("met__vehicle_index"),
        opened_at__gt=OuterRef("opened_at"),
        opened_at__lte=OuterRef("opened_at") + AGAIN_WITHIN,
        outcome__way__in=OFFENCES,
    )
    return lambda person, since, until: kept_apart(way)(person, since, until).filter(Exists(later))
