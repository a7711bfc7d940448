"""Whatever people try in whatever order, no hard rule of F-9.15 is broken: properties over sequences of acts."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.refusals import Refusal
from supervision.credit.editions.queries import model_in_force
from supervision.credit.subjects.models import Subject
from supervision.inspections.doing import planning, visiting
from supervision.inspections.models import Approval, ChosenItem, CompanyInspection, Ending, Entry
from supervision.inspections.programme.editions import programme_in_force
from supervision.limits.models import YearlyPlace
from supervision.officers.actions import declare_interest, end_certificate
from supervision.officers.queries import is_valid, kept_from
from tests.factories import staff
from tests.supervision.conftest import subject_of
from tests.walks import walks

pytestmark = pytest.mark.django_db

COLOURS = ("red", "yellow", "green", "none")
SOURCES = ("plan", "plan", "complaint", "order", "accident")
ITEMS = ("source-overload", "vehicle-technical", "hazmat-safety", "fire-safety")
PAIRS = st.tuples(st.integers(0, 2), st.integers(0, 2))
ACTS = st.one_of(
    st.tuples(st.just("visit"), st.sampled_from(SOURCES), PAIRS),
    st.tuples(st.just("visit"), st.sampled_from(SOURCES), st.just((0, 1))),
    st.tuples(st.just("draft"), st.sampled_from(SOURCES), st.sampled_from(ITEMS), PAIRS, st.booleans()),
    st.tuples(st.just("urgent"), st.sampled_from(SOURCES), st.sampled_from(ITEMS), PAIRS, st.booleans()),
    st.tuples(st.just("approve"), st.integers(0, 3)),
    st.tuples(st.just("approve"), st.integers(0, 3)),
    st.tuples(st.just("enter"), st.integers(0, 3)),
    st.tuples(st.just("cancel"), st.integers(0, 3)),
    st.tuples(st.just("colour"), st.sampled_from(COLOURS)),
    st.tuples(st.just("interest"), st.integers(0, 2)),
    st.tuples(st.just("certificate"), st.integers(0, 2)),
)


@pytest.fixture
def head(catalogue):
    """Who approves could inspect, too: only not the same one."""
    return staff("head-p", "head", "enforcement-officer")


class World:
    """A company, three officers, a head who is an officer too, and what they try."""

    def __init__(self, subject, team, head):
        self.subject, self.team = subject, team
        self.people = [*(one.person for one in team), head]

    def tries(self, act):
        name, *told = act
        try:
            with transaction.atomic():
                getattr(self, name)(*told)
        except Refusal:
            return

    def visit(self, source, pair):
        """All that leads to a visit, as people do it when nothing stands against it."""
        self.draft(source, "source-overload", pair, True)
        inspection = self._newest()
        planning.approve(inspection, granted=True, words="", by=self.people[3])
        visiting.enter(CompanyInspection.objects.get(pk=inspection.pk), by=self.people[pair[0]])

    def draft(self, source, item, pair, on_site):
        told = {"items": [item], "source": source, "words": "线索", "officers": [self.team[one] for one in pair]}
        day = timezone.localdate()
        planning.draft(self.subject, planned_on=day, on_site=on_site, by=self.people[0], **told)

    def urgent(self, source, item, pair, _on_site):
        told = {"items": [item], "source": source, "words": "紧急", "officers": [self.team[one] for one in pair]}
        visiting.enter_urgently(self.subject, by=self.people[pair[0]], **told)

    def _newest(self):
        return CompanyInspection.objects.order_by("-pk").first()

    def approve(self, who):
        for inspection in CompanyInspection.objects.filter(approval__isnull=True).order_by("pk"):
            planning.approve(inspection, granted=True, words="", by=self.people[who])

    def enter(self, who):
        if inspection := self._newest():
            visiting.enter(inspection, by=self.people[who])

    def cancel(self, who):
        if inspection := self._newest():
            planning.cancel(inspection, words="取消", by=self.people[who])

    def colour(self, colour):
        Subject.objects.filter(pk=self.subject.pk).update(colour=colour)
        self.subject.refresh_from_db()

    def interest(self, who):
        declare_interest(self.subject.company, words="亲属", by=self.people[who])

    def certificate(self, who):
        end_certificate(self.team[who], reason="收回", by=self.people[3])


def broken(world):
    """What no sequence may lead to, as far as rows tell it."""
    today = timezone.localdate()
    published = {item.code for item in programme_in_force(on=today).content.items}
    for inspection in CompanyInspection.objects.all():
        if len({inspection.first.person_id, inspection.second.person_id}) != 2:
            yield "one officer"
    for place in YearlyPlace.objects.all():
        if place.turn > place.limit and not place.exception:
            yield "beyond the limit of the year"
    on_site = CompanyInspection.objects.filter(on_site=True, approval__granted=True, ending__isnull=True)
    if YearlyPlace.objects.filter(about__in=on_site.values("number")).count() != on_site.count():
        yield "approved without a place of the year"
    for entry in Entry.objects.select_related("inspection"):
        approval = Approval.objects.filter(inspection=entry.inspection, granted=True).first()
        if approval is None and not entry.urgent:
            yield "entered without approval"
        if approval is not None and approval.by_id in {entry.first.person_id, entry.second.person_id}:
            yield "approved by who inspects"
        if entry.first_id == entry.second_id:
            yield "one officer came"
        if entry.urgent and entry.inspection.is_routine:
            yield "urgent routine"
    if set(ChosenItem.objects.values_list("code", flat=True)) - published:
        yield "an item nobody published"
    if Ending.objects.filter(kind="cancelled", inspection__entry__isnull=False).exists():
        yield "cancelled after it began"


def exempt(world):
    effect = model_in_force("freight", on=timezone.localdate()).content.effect(world.subject.code)
    return not effect.routine_visits


@settings(max_examples=walks(10), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(colour=st.sampled_from(COLOURS), acts=st.lists(ACTS, min_size=3, max_size=14))
def test_no_sequence_of_acts_breaks_a_hard_rule(taihang, team, head, colour, acts):
    with transaction.atomic():
        world = World(subject_of(taihang, colour=colour), team, head)
        for act in acts:
            before = set(Entry.objects.values_list("pk", flat=True))
            routine = set(routine_on_site())
            world.tries(act)
            assert list(broken(world)) == []
            if exempt(world):
                assert set(routine_on_site()) <= routine, "green and routine and on site"
            for entry in Entry.objects.exclude(pk__in=before):
                barred = kept_from([world.subject.company_id])[world.subject.company_id]
                assert all(is_valid(one, on=timezone.localdate()) for one in (entry.first, entry.second))
                assert not barred & {entry.first.person_id, entry.second.person_id}
        transaction.set_rollback(True)


def routine_on_site():
    """Routine inspections on site that were drafted or have begun."""
    rows = CompanyInspection.objects.filter(source__in=["plan", "draw"], on_site=True)
    begun = Entry.objects.filter(inspection__in=rows).values_list("pk", flat=True)
    return [*rows.values_list("number", flat=True), *begun]


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(colour=st.sampled_from(COLOURS), tries=st.integers(1, 5), cancelled=st.sets(st.integers(0, 4)))
def test_never_more_routine_visits_than_the_limit_however_often_one_is_cancelled(
    taihang, team, head, colour, tries, cancelled
):
    with transaction.atomic():
        subject = subject_of(taihang, colour=colour)
        limit = model_in_force("freight", on=timezone.localdate()).content.effect(subject.code).routine_visits
        world = World(subject, team, head)
        for number in range(tries):
            world.tries(("draft", "plan", "source-overload", (0, 1), True))
            world.tries(("approve", 3))
            if number in cancelled:
                world.tries(("cancel", 0))

        standing = CompanyInspection.objects.filter(approval__granted=True, ending__isnull=True).count()
        assert standing <= limit
        assert YearlyPlace.objects.filter(company=subject.company).count() == standing
        transaction.set_rollback(True)
