"""A case from submission to decision against a bare Viewflow life that writes the same rows.

The yardstick drives the same human steps with nothing in them, and writes the rows this very life left behind, one
statement per table: what is dearer than that is spent on asking, not on keeping.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Max, Model
from django.test.utils import CaptureQueriesContext
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.models import Process

from accounts.people import Person
from bench.measuring import Row, side_by_side
from bench.walk import repeated_selects
from licensing.applications.models.application import Application
from licensing.decisions.standing.models import CaseStanding
from licensing.moving import cases as actions
from licensing.moving.finish import finish
from tests.factories import company_of, draft, sign, staff
from tests.fleets import grow_fleet
from tests.registry_server import WORLD

BACKEND = "accounts.signing_in.backend.Backend"
FLEETS = iter([uscc for uscc in WORLD["fleets"] if uscc[2:8] == "410802"][1:])
"""Companies of the clerk's district: each lives one case."""


class BareFlow(flow.Flow):
    """The same human steps with nothing in them."""

    process_class = Process
    start = flow.StartHandle(this.begin).Next(this.check)
    check = flow.View(this.nothing).Next(this.decide)
    decide = flow.View(this.nothing).Next(this.end)
    end = flow.End()

    def begin(self, activation):  # type: ignore[no-untyped-def]
        return activation.process

    def nothing(self, request, **kwargs):  # type: ignore[no-untyped-def]
        raise NotImplementedError


def _bare(person: Person, rows: dict[type[Model], list[Model]]) -> None:
    with transaction.atomic():
        BareFlow.start.run()
        process = Process.objects.order_by("-pk").first()
        assert process is not None
        for _ in range(2):
            task = process.task_set.filter(status="NEW").get()
            activation = task.flow_task.activation_class(task)
            activation.assign(person)
            activation.start(None)
            activation.execute()
        for model, left in rows.items():
            model._base_manager.bulk_create(left)


@dataclass(frozen=True, kw_only=True)
class Life:
    """A case whose draft is complete, and the clerk who will handle it."""

    draft: Application
    clerk: Person

    @property
    def case(self) -> Application:
        """The case as a request would read it."""
        return Application.objects.get(pk=self.draft.pk)

    def hand_in(self) -> None:
        actions.hand_in(self.case, by=self.draft.started_by)

    def accept(self) -> None:
        actions.accept(self.case, by=self.clerk)

    def decide(self) -> None:
        actions.decide(self.case, "granted", by=self.clerk)

    @property
    def acts(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (("submit", self.hand_in), ("accept", self.accept), ("decide", self.decide))

    def live(self) -> None:
        for _name, act in self.acts:
            act()


def life_of(*, vehicles: int = 2) -> Life:
    """A complete draft of a company that has had no case yet."""
    uscc = next(FLEETS)
    grow_fleet(uscc, to=vehicles)
    clerk = Person.objects.filter(username="bench").first() or staff("bench", "counter-clerk", "decider")
    return Life(draft=sign(draft(company_of(uscc), vehicles=vehicles)), clerk=clerk)


@contextmanager
def _taken_back() -> Iterator[None]:
    """Nothing of what happens inside stays, so that the same case may be lived again."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _newest() -> dict[type[Model], Any]:
    """Model → its highest key: rows above it came later. Viewflow's own are driven by the yardstick itself."""
    ours = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OURS]
    return {model: model._base_manager.aggregate(last=Max("pk"))["last"] for model in ours if _is_a_table(model)}


OURS = frozenset({"licensing", "materials", "accounts", "trail", "papers", "clock", "desk"})


BY_THE_DATABASE = frozenset({CaseStanding})
"""What triggers write: they do so for the yardstick's rows, too."""


def _is_a_table(model: type[Model]) -> bool:
    return model._meta.managed and not issubclass(model, Process) and model not in BY_THE_DATABASE


def _rows_left_by(work: Callable[[], None]) -> dict[type[Model], list[Model]]:
    before = _newest()
    with _taken_back():
        work()
        came = {
            model: list(model._base_manager.filter(pk__gt=last) if last is not None else model._base_manager.all())
            for model, last in before.items()
        }
    return {model: rows for model, rows in came.items() if rows}


@dataclass(frozen=True, kw_only=True)
class Count:
    """Queries of an act, and how many SELECTs of it were asked once more, word for word."""

    queries: int
    repeated: int


def count_of(act: Callable[[], object]) -> Count:
    with CaptureQueriesContext(connection) as seen:
        act()
    asked = [query["sql"] for query in seen.captured_queries]
    return Count(queries=len(asked), repeated=sum(repeated_selects(asked).values()))


def rows() -> list[Row]:
    return [_time(), *_queries(), _worker()]


def _time() -> Row:
    life = life_of()
    left = _rows_left_by(life.live)
    bare, ours = side_by_side(lambda: _bare(life.clerk, left), life.live, runs=7, around=_taken_back)
    return (
        "case from submission to decision (PDF apart), CPU",
        f"bare Viewflow life writing the same {sum(map(len, left.values()))} rows",
        f"{ours / bare:.1f} × ({ours * 1000:.0f} ms)",
        "≤ 2 ×",
    )


def _queries() -> list[Row]:
    result: list[Row] = []
    totals = []
    for vehicles in (1, 100):
        life = life_of(vehicles=vehicles)
        counts = {name: count_of(act) for name, act in life.acts}
        totals.append(sum(count.queries for count in counts.values()))
        each = ", ".join(f"{name} {count.queries}" for name, count in counts.items())
        again = sum(count.repeated for count in counts.values())
        target = "≤ 100; no SELECT repeated" if vehicles == 1 else f"± 5 of {totals[0]}"
        told = f"{totals[-1]} ({each}); {again} SELECTs repeated"
        result.append((f"queries of a case’s life, {vehicles} vehicle(s)", "–", told, target))
    return result


def _worker() -> Row:
    life = life_of(vehicles=2)
    life.live()
    count = count_of(lambda: finish(life.case))
    certificates = life.case.decision.certificates.count()
    papers = sum(c.copies.count() for c in life.case.decision.certificates.all())
    each = f"{count.queries / papers:.0f} each"
    told = f"{each} ({count.queries} for {papers} copies of {certificates} certificates and a letter)"
    return ("queries of the worker per certificate", "–", told, "≤ 15")
