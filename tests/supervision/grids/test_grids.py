"""Every company with a licence stands in one grid of its kind; who looks after whom is dated and never rewritten."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.demo.companies import seed_people
from accounts.people import Person
from accounts.represented.companies import Company
from licensing.register.models import Place
from supervision.credit.subjects.models import Subject
from supervision.grids import actions
from supervision.grids.demo import seed_grids
from supervision.grids.following import follow_register
from supervision.grids.models import Assignment, Grid, GridArea, Seat
from supervision.grids.queries import at_a_glance, contacts_of, without_grid
from supervision.grids.rules import Area, grid_for
from tests.conftest import TAIHANG
from tests.factories import granted, open_grid, staff
from trail.append_only import AppendOnlyViolated
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(catalogue):
    return staff("chief", "grid-chief", division="410800")


@pytest.fixture
def member(catalogue):
    return staff("member", "grid-member", division="410802")


@pytest.fixture
def taihang(taihang):
    """The company without the code the other tests' companies have: only the register speaks for it."""
    Subject.objects.filter(company=taihang).delete()
    return taihang


def licensed(company, *, licence="road-freight"):
    """A company whose licence stands in the register."""
    Place.objects.create(
        key=f"{licence}/{company.pk}",
        licence=licence,
        company=company,
        holder_name=company.name,
        number=f"{licence}-{company.pk}",
        valid_to=datetime.date(2030, 1, 1),
    )
    return company


def grid_of(company, kind="P"):
    row = Assignment.objects.current().get(company=company, kind=kind)
    return row.grid


def move(company, address, *, division=None):
    Company.objects.filter(pk=company.pk).update(
        registered_address=address, division_id=division or company.division_id
    )
    company.refresh_from_db()


class TestFollowing:
    def test_a_grant_puts_the_company_into_the_grid_of_its_address(self, taihang, clerk):
        street, other = open_grid("410802-P-001", "塔南路"), open_grid("410802-P-002", "民主街道")
        granted(taihang, clerk=clerk)

        follow_register()

        assert grid_of(taihang) == street
        assert not Assignment.objects.current().filter(grid=other).exists()

    def test_a_company_that_moves_changes_grid_by_itself_and_both_are_dated(self, taihang):
        street, park = open_grid("410802-P-001", "塔南路"), open_grid("410802-P-002", "新华街道")
        licensed(taihang)
        follow_register()
        move(taihang, "河南省焦作市解放区新华街道66号")

        with time_machine.travel("2026-12-24 10:00+08:00"):
            follow_register()

        rows = list(Assignment.objects.filter(company=taihang).order_by("turn"))
        assert [row.grid for row in rows] == [street, park]
        assert rows[1].since == datetime.date(2026, 12, 24)
        assert list(Assignment.objects.all().moved()) == rows[1:]

    def test_what_no_grid_has_is_told_and_stands_nowhere(self, taihang, chief):
        open_grid("410802-P-001", "民主街道")
        licensed(taihang)

        follow_register()

        assert grid_of(taihang) is None
        assert [row.company for row in without_grid(chief)] == [taihang]

    def test_a_grid_without_members_looks_after_nobody(self, taihang, chief, member):
        street = open_grid("410802-P-001", "塔南路")
        licensed(taihang)
        follow_register()
        assert [row.company for row in without_grid(chief)] == [taihang]

        seat = actions.seat(street, member, role=Seat.Role.MEMBER, origin=Seat.Origin.OFFICIAL, by=chief)
        assert list(without_grid(chief)) == []

        actions.unseat(seat, by=chief)
        assert [row.company for row in without_grid(chief)] == [taihang]

    def test_who_does_both_kinds_of_business_stands_in_two(self, taihang):
        ordinary, hazardous = open_grid("410802-P-001", "塔南路"), open_grid("410802-W-001", "塔南路", kind="W")
        licensed(taihang)
        licensed(taihang, licence="road-hazmat")

        follow_register()

        assert (grid_of(taihang, "P"), grid_of(taihang, "W")) == (ordinary, hazardous)

    def test_who_loses_the_licence_leaves_the_grid(self, taihang):
        open_grid("410802-P-001", "塔南路")
        licensed(taihang)
        follow_register()
        Place.objects.all().delete()

        follow_register()

        row = Assignment.objects.current().get(company=taihang)
        assert (row.grid, row.ground) == (None, Assignment.Ground.LICENCE_ENDED)

    def test_a_company_licensed_before_this_portal_is_known_by_its_code(self, taihang):
        street = open_grid("410802-P-001", "塔南路")
        Subject.objects.create(company=taihang, sector="freight", authority=street.authority, licensed_since=None)

        follow_register()

        assert grid_of(taihang) == street

    def test_going_round_again_changes_nothing(self, taihang):
        open_grid("410802-P-001", "塔南路")
        licensed(taihang)
        first = follow_register()

        assert (first, follow_register(), follow_register()) == (1, 0, 0)
        assert Event.objects.filter(kind="grid.followed").count() == 1

    def test_another_county_is_another_grid_even_of_the_same_street(self, taihang):
        open_grid("410803-P-001", "塔南路")
        licensed(taihang)

        follow_register()

        assert grid_of(taihang) is None


class TestByHand:
    def test_what_the_chief_assigned_stays_until_the_address_changes(self, taihang, chief):
        street, own = open_grid("410802-P-001", "塔南路"), open_grid("410802-P-002", "新华街道")
        licensed(taihang)
        follow_register()
        actions.assign(taihang, own, by=chief)

        follow_register()
        assert grid_of(taihang) == own

        move(taihang, "河南省焦作市解放区塔南路99号")
        follow_register()
        assert grid_of(taihang) == street

    def test_nobody_is_put_into_a_grid_of_another_county_or_of_a_business_it_has_no_licence_for(self, taihang, chief):
        open_grid("410802-P-001", "塔南路")
        licensed(taihang)
        follow_register()

        for wrong in (open_grid("410803-P-001", "跃进路"), open_grid("410802-W-001", "塔南路", kind="W")):
            with pytest.raises(actions.NotPossible):
                actions.assign(taihang, wrong, by=chief)

    def test_a_merged_grid_hands_its_companies_on_and_keeps_its_history(self, taihang, chief, member):
        old, new = open_grid("410802-P-001", "塔南路"), open_grid("410802-P-002", "新华街道")
        licensed(taihang)
        follow_register()
        actions.seat(old, member, role=Seat.Role.CHIEF, origin=Seat.Origin.OFFICIAL, by=chief)

        actions.end(old, into=new, reason="两格合一", by=chief)
        follow_register()

        row = Assignment.objects.current().get(company=taihang)
        assert (row.grid, Assignment.objects.filter(grid=old).count()) == (new, 1)
        assert not Assignment.objects.all().moved().exists()
        assert not Seat.objects.filled().filter(grid=old).exists()
        with pytest.raises(actions.NotPossible):
            actions.assign(taihang, old, by=chief)

    def test_a_grid_with_companies_is_not_closed(self, taihang, chief):
        street = open_grid("410802-P-001", "塔南路")
        licensed(taihang)
        follow_register()

        with pytest.raises(actions.NotPossible):
            actions.end(street, into=None, reason="撤销", by=chief)

    def test_one_chief_at_a_time_and_the_database_says_so_too(self, chief, member, catalogue):
        street, second = open_grid("410802-P-001", "塔南路"), staff("second", "grid-member", division="410802")
        told = {"role": Seat.Role.CHIEF, "origin": Seat.Origin.OFFICIAL, "by": chief}
        actions.seat(street, member, **told)
        actions.seat(street, second, **told)

        assert [seat.person for seat in Seat.objects.filled().filter(role="chief")] == [second]
        with pytest.raises(IntegrityError), transaction.atomic():
            Seat.objects.create(grid=street, person=member, role="chief", turn=1)

    def test_a_member_has_one_seat_at_a_time_and_may_come_back(self, chief, member, catalogue):
        street = open_grid("410802-P-001", "塔南路")
        told = {"role": Seat.Role.MEMBER, "origin": Seat.Origin.OFFICIAL, "by": chief}
        actions.unseat(actions.seat(street, member, **told), by=chief)
        actions.seat(street, member, **told)

        assert Seat.objects.filled().filter(person=member).count() == 1
        with pytest.raises(actions.NotPossible):
            actions.seat(street, member, **told)
        with pytest.raises(IntegrityError), transaction.atomic():
            Seat.objects.create(grid=street, person=member, role="member", turn=1)

    def test_only_grid_members_of_the_authority_get_a_seat(self, chief, catalogue):
        street = open_grid("410802-P-001", "塔南路")
        clerk = staff("clerk9", "counter-clerk", division="410802")
        elsewhere = staff("elsewhere", "grid-member", division="410821")

        for person in (clerk, elsewhere):
            with pytest.raises(actions.NotPossible):
                actions.seat(street, person, role=Seat.Role.MEMBER, origin=Seat.Origin.OFFICIAL, by=chief)

    def test_nothing_is_written_over(self, taihang, chief):
        grid = open_grid("410802-P-001", "塔南路")
        actions.rewrite_area(grid, ["塔南路", "焦东路"], by=chief)

        assert GridArea.objects.filter(grid=grid).count() == 2
        for row in (grid, GridArea.objects.first()):
            with pytest.raises(AppendOnlyViolated):
                row.save()


def test_the_company_sees_whom_to_call(taihang, chief, member):
    street = open_grid("410802-P-001", "塔南路")
    licensed(taihang)
    follow_register()
    actions.seat(street, member, role=Seat.Role.MEMBER, origin=Seat.Origin.OFFICIAL, by=chief)

    [contact] = contacts_of(taihang)

    assert (contact.grid, contact.people) == (street, [member])


def test_the_demo_has_258_grids_and_532_members_and_looks_after_everybody(catalogue, chief):
    seed_people()
    licensed(Company.objects.get(uscc=TAIHANG))

    seed_grids()

    assert Grid.objects.filter(kind="P").count() == 231
    assert Grid.objects.filter(kind="W").count() == 27
    assert Person.objects.filter(grid_seats__isnull=False).distinct().count() == 532
    assert Seat.objects.filled().filter(role="chief").values("grid").distinct().count() == 258
    assert list(without_grid(chief)) == []
    assert sum(grid.companies for grid in at_a_glance(chief)) == 1


WORDS = st.lists(st.sampled_from(["塔南路", "塔南", "民主街道", "路"]), min_size=1, max_size=3)
AREAS = st.lists(st.tuples(st.sampled_from(["410802", "410803"]), st.sampled_from(["P", "W"]), WORDS), max_size=6)


@given(AREAS, st.sampled_from(["解放区塔南路18号", "民主街道 3 号", "不知何处"]), st.integers(0, 7))
def test_the_grid_found_has_a_word_of_the_address_and_none_has_a_longer_one(found, address, stands_in):
    areas = [Area(grid=n, code=f"{n:03d}", division=d, kind=k, words=w) for n, (d, k, w) in enumerate(found)]

    grid = grid_for(address, division="410802", kind="P", areas=areas, stands_in=stands_in)

    fitting = {
        area.grid: max((len(word) for word in area.words if word in address.replace(" ", "")), default=0)
        for area in areas
        if (area.division, area.kind) == ("410802", "P")
    }
    best = max(fitting.values(), default=0)
    assert (grid is None) == (best == 0)
    assert grid is None or fitting[grid] == best
    assert stands_in not in fitting or fitting[stands_in] < best or grid == stands_in or not best
