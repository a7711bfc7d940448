"""A dry run: to whom the steps that wait now would go by an edition; nothing is given."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.authorities import Authority
from licensing.allocation.choosing import Given, Office, choose
from licensing.allocation.giving import waiting_at
from licensing.allocation.reading import Rules
from licensing.applications.models.application import Application

MOST_TRIED = 50
"""So many of the steps that wait longest are tried."""


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A step that waits, and to whom it would go; nobody: it stays where it is."""

    case: Application
    step: str
    given: Given | None


def try_out(rules: Rules, authority: Authority) -> list[Tried]:
    """Every step that waits at an authority, as the rules would give it out one after the other."""
    office, found = Office(authority), []
    for task, case in waiting_at(authority, is_new=False, most=MOST_TRIED):
        given = choose(task, case, rules, office)
        if given:
            office.gave(given.person, task.flow_task.name)
        found.append(Tried(case=case, step=str(task.flow_task.task_title), given=given))
    return found
