"""What a grant does to certificates besides issuing new ones, as its item's catalogue entry says."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from accounts.represented.companies import Company
from licensing.applications.answers.facts import changed_to
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from licensing.applications.standing.records import holder_key, plate_key
from licensing.applications.standing.records import on_paper_each as standing_on_paper
from licensing.applications.standing.stopping import resumes
from licensing.certificates.ends import (
    LEDGER_STATUS,
    STANDING,
    change_state,
    ledger_entry,
    ledger_material,
    resting_on_licence,
)
from licensing.certificates.granted.held import on_paper
from licensing.certificates.models import Certificate, State
from licensing.decisions.models.ends import Decision
from materials.lookups.ledger import enter, key_of


def refresh_holder(decision: Decision) -> None:
    """A granted change of name, address or principal is the holder's from now on."""
    answers = decision.application.answers
    kinds = (("name", "name"), ("registered_address", "address"), ("legal_rep", "legal-rep"))
    changed = {attribute: new for attribute, kind in kinds if (new := changed_to(answers, kind))}
    if changed:
        company = decision.application.company
        Company.objects.filter(pk=company.pk).update(**changed)
        company.refresh_from_db()


TOLD_BY_THE_LICENCE = (
    ("address", "registered_address", "address"),
    ("legal-rep", "legal_rep", "legal-rep"),
)
"""Kind of the change, attribute of the company, particular of the licence."""


def restore_holder(application: Application, earlier: Certificate) -> None:
    """The change is undone: the holder is again called, seated and led as the earlier version says."""
    answers = application.answers
    before = {"name": earlier.holder_name} if changed_to(answers, "name") else {}
    for kind, attribute, particular in TOLD_BY_THE_LICENCE:
        if changed_to(answers, kind) and earlier.particulars.get(particular):
            before[attribute] = earlier.particulars[particular]
    if before:
        Company.objects.filter(pk=application.company_id).update(**before)
        application.company.refresh_from_db()


def restore_paper(certificate: Certificate) -> None:
    """The first version here is undone: what the register knew of the certificate on paper answers again."""
    material = ledger_material(certificate)
    application = certificate.decision.application
    fields = on_paper(sheet_of(application), material, certificate.plate) if material else {}
    if fields:
        keys, _told = ledger_entry(certificate)
        enter(
            material=material,
            keys=keys,
            fields=fields,
            source=f"{application.subject}: undone",
            as_of=timezone.now(),
        )


def carry_out(decision: Decision) -> None:
    """Strike off or suspend what the application names; once, in the transaction that issues."""
    act = EFFECTS.get(decision.application.item.effect.get("act", ""))
    if act:
        act(decision)


def _named(application: Application) -> list[Certificate]:
    """The certificates an application is about: the vehicles it names, or the licence with all that rests on it."""
    if application.item.effect.get("of") == Certificate.Kind.LICENCE:
        return resting_on_licence(application.company)
    plates = {f"{row['plate']}/{row['plate-colour']}" for row in application.answers.of_section("vehicle")}
    rows = Certificate.objects.filter(
        company=application.company,
        kind=Certificate.Kind.VEHICLE,
        subject__in=plates,
    )
    return [c for c in rows.with_state() if c.state in STANDING]


def _strike_off(decision: Decision) -> None:
    reason = decision.application.item.name_zh
    change_state(_named(decision.application), State.STRUCK_OFF, reason=reason, letter=decision.letter)
    _note_on_paper(decision, State.STRUCK_OFF)


def _note_on_paper(decision: Decision, state: State) -> None:
    """A certificate from before this portal has only its record in the bureau's register: that is kept true."""
    application, material = decision.application, decision.application.item.effect.get("held_as", "")
    if application.item.effect.get("of") == Certificate.Kind.LICENCE:
        asked = [holder_key(application.company)]
    else:
        rows = application.answers.of_section("vehicle")
        asked = [plate_key(row) for row in rows]
    papers = standing_on_paper(sheet_of(application), material, asked)
    for keys in asked:
        if record := papers.get(key_of(keys)):
            number = {"cert-number": record["cert-number"]} if record.get("cert-number") else {}
            enter(
                material=material,
                keys={**keys, **number},
                fields={**record, "cert-status": LEDGER_STATUS[state]},
                source=f"decision:{decision.pk}",
                as_of=decision.decided_at,
            )


def _suspend(decision: Decision) -> None:
    """What is in force is suspended (报停), or what is suspended comes into force again (恢复营运): as was chosen."""
    back = resumes(decision.application.answers)
    state, reason = (State.IN_FORCE, "恢复营运") if back else (State.SUSPENDED, "报停")
    change_state(_named(decision.application), state, reason=reason, letter=decision.letter)
    _note_on_paper(decision, state)


EFFECTS: dict[str, Callable[[Decision], None]] = {"strike-off": _strike_off, "suspend": _suspend}
