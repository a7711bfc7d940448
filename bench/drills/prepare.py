"""Run beside a portal, with its settings: makes decided cases, a draft, and tells what became of them.

`python -m bench.drills.prepare draft` prints the address of a draft's page; `cases N` decides N cases whose
certificates nobody has made yet; `count` prints what there is, as JSON.
"""

from __future__ import annotations

import json
import sys


def draft() -> str:
    """The page of a fresh draft of 陈建国's company."""
    from accounts.people import Person
    from licensing.applications.actions import drafting
    from materials.catalogue.queries import item_in_force

    chen = Person.objects.get(username="chen")
    company = chen.memberships.order_by("pk")[0].company
    application = drafting.start(item_in_force("freight-licence-establish"), company, by=chen)
    return f"/applications/{application.key}/form/business/"


def cases(number: int) -> str:
    """Decided cases, each of a company of its own; their certificates wait for the worker."""
    from accounts.people import Person
    from accounts.represented.companies import Company
    from licensing.applications.actions.drafting import CommitmentClosed
    from licensing.applications.actions.handing_in import NotComplete
    from licensing.applications.models.application import Application
    from licensing.decisions.actions.deciding import NotYetCertain
    from licensing.moving import cases as actions
    from tests.factories import company_of, draft, sign, staff
    from tests.registry_server import WORLD

    clerks: dict[str, Person] = {}
    fleets = [uscc for uscc in WORLD["fleets"] if not Company.objects.filter(uscc=uscc).exists()]
    decided = 0
    for uscc in fleets:
        try:
            application = sign(draft(company_of(uscc)))
            actions.hand_in(application, by=application.started_by)
        except (NotComplete, CommitmentClosed):
            continue  # some of them hold a licence on paper, or have a bad record
        case = Application.objects.get(pk=application.pk)
        division = case.authority.division_id
        if division not in clerks:
            clerks[division] = staff(f"drill{division}", "counter-clerk", "decider", division=division)
        clerk = clerks[division]
        if not hasattr(case, "acceptance"):
            actions.accept(case, by=clerk)
        try:
            actions.decide(Application.objects.get(pk=application.pk), "granted", by=clerk)
        except NotYetCertain:
            continue  # … or a business licence that is none any more
        decided += 1
        if decided == number:
            break
    return f"{decided} decided"


def count() -> str:
    """Orders to issue, those still open, certificates, and tasks that somebody is at work on."""
    from django_tasks_db.models import DBTaskResult

    from licensing.certificates.models import Certificate, IssueOrder

    orders = IssueOrder.objects.all()
    return json.dumps(
        {
            "orders": orders.count(),
            "open": orders.filter(completed_at__isnull=True).count(),
            "certificates": Certificate.objects.count(),
            "running": DBTaskResult.objects.running().count(),
        }
    )


if __name__ == "__main__":
    import django

    django.setup()
    what, *more = sys.argv[1:]
    sys.stdout.write({"draft": draft, "cases": lambda: cases(int(more[0])), "count": count}[what]())
