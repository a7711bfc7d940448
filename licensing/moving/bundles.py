"""Moving a one-thing application along: which of its steps can begin, which are done, when all of it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.people import Person
from desk.refusals import NotYourTask
from desk.tasks import OPEN, Task, locked, working_on
from licensing import events
from licensing.applications.actions import asking, handing_in
from licensing.applications.bundle import chosen_steps, is_own_step, items_by_code
from licensing.applications.evidence.questions import digest_of, keys_for
from licensing.applications.handing_on import hand_on, look_up_what_was_made
from licensing.applications.models.application import Application, Submission
from licensing.applications.models.bundles import ExternalStep
from licensing.applications.sheet import Sheet, sheet_of
from licensing.decisions import procedure
from licensing.decisions.actions import acting, ending, receiving
from licensing.decisions.ends.bundle_result import Part, tell_result
from licensing.decisions.models.ends import Delivery
from licensing.decisions.rules import is_closed, vehicles_in_other_open_cases
from licensing.flow.bundle_flow import BundleFlow
from licensing.flow.flows import LicensingFlow
from licensing.flow.models import BundleProcess, LicensingProcess
from licensing.flow.steps import is_delivered_electronically
from licensing.moving.by_rule import accept_if_nothing_needs_a_person
from materials.catalogue.bundling import carried
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.models.materials import Material
from materials.lookups.contract import Outcome
from pages.languages import pair


@dataclass(frozen=True, kw_only=True)
class Step:
    """A chosen step of a bundle and where it stands.

    `state`: waiting (for others), running, outside (another authority's turn), done, lost. `within` names the step
    whose decision grants this one too.
    """

    node: str
    title: str
    owner: str
    depends_on: tuple[str, ...]
    state: str
    item: ServiceItem | None = None
    case: Application | None = None
    external: ExternalStep | None = None
    within: str = ""

    @property
    def is_settled(self) -> bool:
        return self.state in ("done", "lost")


def steps_of(application: Application) -> list[Step]:
    """The chosen steps in the order of the bundle's stages."""
    known = items_by_code(application)
    chosen = chosen_steps(application)
    ids = {node["id"] for node in chosen}
    cases = {
        c.node: c
        for c in application.children.select_related(
            "item", "submission", "decision__letter", "ending__letter", "withdrawal"
        )
    }
    told = {step.node: step for step in application.external_steps.all()}
    with_another = carried(chosen, known)
    titles = {node["id"]: pair(node, "title") for node in chosen}
    states: dict[str, str] = {}
    found = []
    for node in chosen:
        own = is_own_step(node, known)
        depends = tuple(d for d in node["depends_on"] if d in ids)
        state = _state(own, cases.get(node["id"]), told.get(node["id"]), [states.get(d, "waiting") for d in depends])
        within = with_another.get(node["id"], "")
        if within:
            state = states[within] if states[within] in ("done", "lost") else "waiting"
        states[node["id"]] = state
        found.append(
            Step(
                node=node["id"],
                title=pair(node, "title"),
                owner=pair(node, "owner"),
                depends_on=depends,
                state=state,
                item=known.get(node["item"]) if node["item"] else None,
                case=cases.get(node["id"]),
                external=told.get(node["id"]),
                within=titles.get(within, ""),
            )
        )
    return found


def _state(own: bool, case: Application | None, told: ExternalStep | None, before: list[str]) -> str:
    if told is not None:
        return "done"
    if case is not None:
        if not is_closed(case):
            return "running"
        decision = getattr(case, "decision", None)
        return "done" if decision is not None and decision.is_granted else "lost"
    if "lost" in before:
        return "lost"
    if any(state != "done" for state in before):
        return "waiting"
    return "running" if own else "outside"


def hand_in(
    application: Application, *, by: Person, seen: str = "", also: Callable[[Sheet, Submission], None] | None = None
) -> Submission:
    """Submit once for all; what can begin begins at once.

    Raises AlreadySubmitted, NotComplete, VehicleTaken, Stale, and what `also` raises.
    """
    with transaction.atomic():
        sheet = handing_in.submit(application, by=by, seen=seen, also=also)
        application = sheet.application
        if taken := vehicles_in_other_open_cases(sheet):
            raise receiving.VehicleTaken(taken)
        BundleFlow.apply.run(application=application)
        receiving.acknowledge(application, sheet.resolved, by=by)
        advance(application)
    return application.submission


def advance(application: Application) -> list[Step]:
    """Begin every step whose turn has come, close those that can never come, and finish when all are settled."""
    process = BundleProcess.objects.get(application=application)
    if process.finished is not None:
        return steps_of(application)
    begun: list[Application] = []
    with locked(process):
        for _round in range(len(chosen_steps(application)) + 1):
            _ask_registries(application)
            ready = [s for s in steps_of(application) if s.state == "running" and s.case is None]
            begun += [_begin(application, process, step) for step in ready]
        found = steps_of(application)
        if all(step.is_settled for step in found):
            _finish(application, process, found)
    for child in begun:
        # Registries are asked when nobody waits for the lock any more.
        look_up_what_was_made(child)
        accept_if_nothing_needs_a_person(sheet_of(Application.objects.whole().get(pk=child.pk)))
    return found


def _finish(application: Application, process: BundleProcess, found: list[Step]) -> None:
    task = _items_task(process)
    if task is None:
        return
    parts = [Part(title=_title(application, step.node), is_done=step.state == "done", case=step.case) for step in found]
    tell_result(application, parts)
    granted = any(step.case is not None and step.state == "done" for step in found)
    if granted and is_delivered_electronically(application):
        procedure.deliver(application, way=Delivery.Way.ELECTRONIC, by=None)
    BundleFlow.items.run(task)


def _items_task(process: BundleProcess) -> Task | None:
    return Task.objects.filter(process=process, flow_task=BundleFlow.items, status__in=OPEN).first()


def _begin(application: Application, process: BundleProcess, step: Step) -> Application:
    assert step.item is not None  # noqa: S101 - only own steps are begun
    child = hand_on(application, step.item, node=step.node)
    LicensingFlow.apply.run(application=child)
    LicensingProcess.objects.filter(application=child).update(parent_task=_items_task(process))
    return child


def _ask_registries(application: Application) -> None:
    """A step of another authority is done when its registry says so of everything the application names."""
    bundle = application.item.bundle
    if bundle is None:
        return
    evidence = sheet_of(application).evidence
    for step in steps_of(application):
        code = bundle.external.get(step.node)
        if step.state != "outside" or not code:
            continue
        material = Material.objects.get(version=application.item.version_id, code=code)
        rows = [evidence.get((code, digest_of(keys))) for keys, _label, _row in keys_for(material, application.answers)]
        if rows and all(row is not None and row.outcome == Outcome.FOUND for row in rows):
            _tell(
                application,
                step.node,
                ExternalStep.How.LOOKED_UP,
                evidence=", ".join(row.number for row in rows if row is not None),
                by=None,
            )


def _tell(application: Application, node: str, how: ExternalStep.How, *, by: Person | None, evidence: str = "") -> None:
    _row, new = ExternalStep.objects.get_or_create(
        application=application, node=node, defaults={"how": how, "by": by, "evidence": evidence}
    )
    if new:
        events.EXTERNAL_DONE.record(
            subject=application.subject,
            by=by or "registry",
            authority=application.authority.division_id,
            step=_title(application, node),
            how=how.value,
        )


def _title(application: Application, node: str) -> str:
    """What the catalogue calls a step, in the words of the law."""
    return next((str(one["title_zh"]) for one in chosen_steps(application) if one["id"] == node), node)


def state_done(application: Application, node: str, *, by: Person) -> None:
    """The applicant states that another authority's step is done. Raises NotYourTask."""
    with transaction.atomic():
        if not any(step.node == node and step.state == "outside" for step in steps_of(application)):
            raise NotYourTask
        _tell(application, node, ExternalStep.How.STATED, by=by)
    advance(application)


def ask_again(application: Application, *, by: Person) -> list[Step]:
    """Repeat the look-ups and see which steps of other authorities are done by now."""
    asking.look_up(application, by=f"person:{by.pk}")
    return advance(application)


def child_closed(application: Application) -> None:
    """An item of a bundle is decided, ended or withdrawn: see what can go on."""
    if application.parent is not None:
        advance(application.parent)


def withdraw(application: Application, *, by: Person, reason: str, each: Any) -> None:
    """Withdraw every item that is not decided; `each` withdraws one. The decided ones stay. Raises AlreadyDecided."""
    process = BundleProcess.objects.get(application=application)
    with locked(process):
        task = _items_task(process)
        if task is None:
            raise acting.AlreadyDecided
        for child in application.children.all():
            if not is_closed(child):
                each(child)
        ending.withdraw(application, by=by, reason=reason)
        BundleFlow.withdraw.send(task)


def deliver(application: Application, *, way: Delivery.Way, note: str, by: Person) -> None:
    """One delivery for everything that was granted. Raises NotYourTask."""
    task = _delivery_task(application)
    if task is None:
        raise NotYourTask
    with working_on(task, by=by):
        procedure.deliver(application, way=way, note=note, by=by)


def _delivery_task(application: Application) -> Task | None:
    return Task.objects.filter(
        process__bundleprocess__application=application, flow_task=BundleFlow.deliver, status__in=OPEN
    ).first()


def waits_for_delivery(application: Application) -> bool:
    return _delivery_task(application) is not None
