"""A case from submission to decision against a bare Viewflow life; queries per page."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.models import Process

from bench.measuring import Row, side_by_side
from licensing.applications.models import Application
from licensing.flow import actions
from tests.factories import company_of, draft, sign, staff, submitted
from tests.registry_server import WORLD, running_registry


class BareFlow(flow.Flow):
    """The same human steps with nothing in them: the floor a case is compared with."""

    process_class = Process
    start = flow.StartHandle(this.begin).Next(this.check)
    check = flow.View(this.nothing).Next(this.decide)
    decide = flow.View(this.nothing).Next(this.end)
    end = flow.End()

    def begin(self, activation):  # type: ignore[no-untyped-def]
        return activation.process

    def nothing(self, request, **kwargs):  # type: ignore[no-untyped-def]
        raise NotImplementedError


def _bare(person: object) -> None:
    with transaction.atomic():
        BareFlow.start.run()
        process = Process.objects.order_by("-pk").first()
        for _ in range(2):
            task = process.task_set.filter(status="NEW").get()
            activation = task.flow_task.activation_class(task)
            activation.assign(person)
            activation.start(None)
            activation.execute()


def rows() -> list[Row]:
    from django.conf import settings

    from materials.lookups.ask import forget

    call_command("load_authorities", verbosity=0)
    call_command("load_catalogue", verbosity=0)
    with running_registry() as registry:
        settings.REGISTRIES.update(
            dict.fromkeys(("mkt-business", "ps-vehicle", "ps-driver", "ps-identity", "credit"), registry.url)
        )
        forget()
        from pathlib import Path

        from materials.lookups.demo import load_demo_ledgers

        load_demo_ledgers(Path(settings.BASE_DIR) / "registry" / "data.json")
        return _rows()


def _rows() -> list[Row]:
    clerk = staff("bench", "counter-clerk", "decider")
    # Companies of the clerk's district with a clean record: each lives one case.
    ready = iter([sign(draft(company_of(uscc))) for uscc in list(WORLD["fleets"])[3:12]])
    used: list[Application] = []

    def life() -> None:
        application = next(ready)
        actions.hand_in(application, by=application.started_by)
        application = Application.objects.get(pk=application.pk)
        actions.accept(application, by=clerk)
        actions.decide(Application.objects.get(pk=application.pk), "granted", by=clerk)
        used.append(application)

    bare, ours = side_by_side(lambda: _bare(clerk), life, runs=5)
    with CaptureQueriesContext(connection) as bare_queries:
        _bare(clerk)
    with CaptureQueriesContext(connection) as our_queries:
        life()
    result: list[Row] = [
        (
            "case from submission to decision (PDF apart)",
            "bare Viewflow life",
            f"{ours / bare:.1f} × time, {len(our_queries) / len(bare_queries):.1f} × queries ({len(our_queries)})",
            "≤ 1.5 ×, ≤ 1.5 ×",
        )
    ]
    client = Client()
    client.force_login(clerk, backend="allauth.account.auth_backends.AuthenticationBackend")
    submitted(company_of("92410802MA40ABCDEB"))
    for name, url in (
        ("home", "/"),
        ("service guide", "/services/freight-licence-establish/"),
        ("desk", "/desk/"),
        ("case page", f"/desk/cases/{used[-1].key}/"),
        ("verify", "/verify/?number=x&code=y"),
    ):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        result.append((f"queries of the page “{name}”", "–", str(len(queries)), "≤ 12"))
    return result
