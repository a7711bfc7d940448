"""Making a team, and who belongs to it: by whoever hands over steps of the authority."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import events
from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import HAND_OVER
from accounts.roles import visible_authorities
from accounts.teams.models import Member, MemberEnd, Team, TeamEnd
from trail.events import EventKind


class NotTheirTeam(Exception):
    """The team is of an authority whose steps this person does not hand over."""


class NameTaken(Exception):
    """The office has, or had, a team of this name."""


class NoColleague(Exception):
    """Who belongs to a team works for its authority."""


class AlreadyMember(Exception):
    """They belong to the team already, or will from a later day."""


class TeamIsDissolved(Exception):
    """The team was dissolved in the meantime."""


def may_keep_teams(authority: Authority, *, by: Person) -> bool:
    """Whether somebody keeps the teams of an office."""
    return by.has_perm(HAND_OVER) and visible_authorities(by).filter(pk=authority.pk).exists()


def _check(authority: Authority, *, by: Person) -> None:
    if not may_keep_teams(authority, by=by):
        raise NotTheirTeam


def _tell(kind: EventKind, team: Team, *, by: Person, **values: str) -> None:
    kind.record(subject=f"team:{team.pk}", by=by, authority=team.authority.division_id, team=team.name, **values)


def make_team(authority: Authority, name: str, *, by: Person) -> Team:
    """Make a team. Raises NotTheirTeam, NameTaken."""
    _check(authority, by=by)
    try:
        with transaction.atomic():
            made: Team = Team.objects.create(authority=authority, name=name, made_by=by)
            _tell(events.TEAM_MADE, made, by=by)
    except IntegrityError as taken:
        raise NameTaken from taken
    return made


@transaction.atomic
def dissolve_team(team: Team, *, by: Person) -> None:
    """End a team and everybody's membership today; harmless to run twice. Raises NotTheirTeam."""
    _check(team.authority, by=by)
    Team.objects.select_for_update().get(pk=team.pk)
    _end, new = TeamEnd.objects.get_or_create(team=team, defaults={"by": by})
    if not new:
        return
    today = timezone.localdate()
    for member in Member.objects.filter(team=team, end__isnull=True):
        MemberEnd.objects.create(member=member, until=today, by=by)
    _tell(events.TEAM_DISSOLVED, team, by=by)


@transaction.atomic
def add_member(team: Team, person: Person, *, since: datetime.date, by: Person) -> Member:
    """Somebody belongs to a team from a day. Raises NotTheirTeam, TeamIsDissolved, NoColleague, AlreadyMember."""
    _check(team.authority, by=by)
    Team.objects.select_for_update().get(pk=team.pk)
    if TeamEnd.objects.filter(team=team).exists():
        raise TeamIsDissolved
    if not person.is_active or person.authority_id != team.authority_id:
        raise NoColleague
    if Member.objects.not_ended(since).filter(team=team, person=person).exists():
        raise AlreadyMember
    made: Member = Member.objects.create(team=team, person=person, since=since, entered_by=by)
    _tell(events.TEAM_JOINED, team, by=by, name=person.name, since=since.isoformat())
    return made


@transaction.atomic
def end_member(member: Member, *, until: datetime.date, by: Person) -> None:
    """Somebody leaves a team after a day; harmless to run twice. Raises NotTheirTeam."""
    _check(member.team.authority, by=by)
    Team.objects.select_for_update().get(pk=member.team_id)
    _end, new = MemberEnd.objects.get_or_create(member=member, defaults={"by": by, "until": until})
    if new:
        _tell(events.TEAM_LEFT, member.team, by=by, name=member.person.name, until=until.isoformat())
