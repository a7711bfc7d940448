"""What a grant is weighed by: every rule that is asked, and of each whether it holds, on what, or what is in the way.

One list, asked under the lock of a decision and of an acceptance by rule, and shown to whoever decides: what bars a
grant and what speaks for it are the same rules read from two sides. Silence holds nothing: of what nobody told, no
rule is said to hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from licensing.applications.answers.facts import is_exempt
from licensing.applications.evidence.certainty import Doubt, Fact
from licensing.applications.evidence.differences import Difference, entry_of
from licensing.applications.evidence.resolution import Resolved, Treatment
from licensing.applications.models.application import Procedure
from licensing.applications.models.evidence import Evidence
from licensing.applications.rules import expiry_of, of_an_age, of_wrong_age, why_not_in_time
from licensing.applications.sheet import Sheet
from licensing.register.actions import PlaceTaken
from materials.catalogue.queries import CREDIT_MATERIAL
from materials.lookups.contract import Outcome
from pages.sentences import labelled


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """Something that stands in the way of a grant; `reason` in words of its own when `kind` does not say it all."""

    kind: str
    material: str
    label: str
    reason: str = ""

    @property
    def words(self) -> str:
        """What is in the way, as a person reads it."""
        about = " · ".join(part for part in (self.material, self.label) if part)
        why = self.reason or str(WHY.get(self.kind, ""))
        return labelled(about, why) if about else why


WHY = {
    "missing": gettext_lazy("still to be submitted"),
    Doubt.NOT_ASKED: gettext_lazy("not looked up yet"),
    Doubt.SILENT: gettext_lazy("the registry cannot be reached: it is asked again, or proof is submitted and checked"),
    Doubt.NOT_CONNECTED: gettext_lazy("the registry is not connected: proof is submitted and checked"),
    Doubt.STALE: gettext_lazy("the look-up is too old and could not be repeated"),
    Doubt.NOT_FOUND: gettext_lazy("not found in the registry: what was stated or submitted has to be checked"),
    Doubt.CONFLICT: gettext_lazy("the record proves nothing: expired, abnormal or about someone else"),
    Doubt.PARTIAL: gettext_lazy("the registry does not cover all that was stated: check the rest"),
    Doubt.AGREEMENT: gettext_lazy("read the agreement: lessor, lessee, vehicle and term are checked by you"),
    Doubt.HELD: gettext_lazy("this licence is held already"),
    Doubt.NOT_NORMAL: gettext_lazy("the business register does not show it in normal standing"),
}
"""Kind of obstacle → why it is one."""


class Rule(StrEnum):
    """What is asked before a grant."""

    FACT = "fact"
    """A registry confirms it, or an official has checked it (nothing is granted on silence)."""
    MATERIAL = "material"
    """What no registry is asked about is there: promised, brought, or made from the form."""
    AGREES = "agrees"
    """What was handed in is what the registries say now."""
    COMPETENT = "competent"
    """Competence follows the seat (Road Transport Regulation art. 24)."""
    NEEDED = "needed"
    """With vehicles of 4,500 kg at most no licence is needed (the same article)."""
    IN_TIME = "in-time"
    """A renewal is applied for before the expiry (Licensing Law art. 50)."""
    REGISTER = "register"
    """Nothing that stands in the register is against it."""
    AGE = "age"
    """Nobody named is over the age limit of the day (Road Transport Regulation art. 22)."""
    COMMITMENT = "commitment"
    """The commitment is open to the applicant (国办发〔2020〕42号)."""


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """One rule as it was asked: the obstacle it found, or none; the others say what it was asked of."""

    rule: Rule
    obstacle: Obstacle | None = None
    fact: Fact | None = None
    row: Resolved | None = None
    evidence: Evidence | None = None
    told: str = ""

    @property
    def holds(self) -> bool:
        return self.obstacle is None


def weigh(sheet: Sheet) -> list[Weighed]:
    """Every rule a grant is asked for, as the application stands now."""
    return [
        *_facts(sheet),
        *_materials(sheet),
        *_agreement_with_registries(sheet),
        *_within_the_law(sheet),
        *_register(sheet),
        *_ages(sheet),
        *_commitment(sheet),
    ]


def obstacles_to_grant(sheet: Sheet) -> list[Obstacle]:
    """Every reason why the application cannot be granted now: nothing is granted on silence."""
    return [one.obstacle for one in weigh(sheet) if one.obstacle is not None]


def against_in_register(sheet: Sheet) -> list[Obstacle]:
    """What stands in the register against a grant, as it is this moment."""
    return [one.obstacle for one in _register(sheet) if one.obstacle is not None]


def unread_agreements(sheet: Sheet) -> list[Obstacle]:
    """Agreements nobody has read: what nobody read carries no certificate of another's vehicle, not by law either."""
    weighed = (one for one in _facts(sheet) if one.fact is not None and one.fact.doubt == Doubt.AGREEMENT)
    return [one.obstacle for one in weighed if one.obstacle is not None]


def in_the_way(taken: PlaceTaken) -> Obstacle:
    """A place in the register that another certificate took at the same moment, as what it is to a grant."""
    return Obstacle(
        kind="register",
        material="",
        label=taken.number or taken.key.rsplit("/", 1)[-1],
        reason=_("Another certificate in force holds this place in the register."),
    )


def competent_elsewhere(sheet: Sheet) -> str:
    """The body that is competent instead of the case's authority, since competence follows the seat; "" when it is.

    Road Transport Regulation art. 24; domain F-1.3.
    """
    application, moved = sheet.application, sheet.moved
    if moved is not None and moved.division is None:
        return moved.name
    authority = sheet.competent
    return authority.name_zh if authority is not None and authority.pk != application.authority_id else ""


def differs(one: Difference) -> str:
    """How a registry and the application differ, as a sentence."""
    told = _("“%(before)s” was submitted, the registry says “%(now)s” (%(evidence)s)")
    return told % {"before": one.shown_before, "now": one.shown_now, "evidence": one.evidence}


def _facts(sheet: Sheet) -> Iterator[Weighed]:
    for fact in sheet.facts:
        why = None if fact.is_certain else Obstacle(kind=fact.doubt.value, material=fact.name, label=fact.label)
        yield Weighed(rule=Rule.FACT, obstacle=why, fact=fact, evidence=fact.evidence)


def _materials(sheet: Sheet) -> Iterator[Weighed]:
    told = {fact.need.question.material for fact in sheet.facts}
    for row in sheet.resolved:
        if row.material.code in told or row.treatment == Treatment.TO_CONFIRM:
            continue
        if row.is_settled:
            yield Weighed(rule=Rule.MATERIAL, row=row)
            continue
        for label in row.unsettled or ("",):
            why = Obstacle(kind="missing", material=row.material.name, label=label)
            yield Weighed(rule=Rule.MATERIAL, obstacle=why, row=row)


def _agreement_with_registries(sheet: Sheet) -> Iterator[Weighed]:
    for one in sheet.differences:
        yield _barred(Rule.AGREES, "differs", one.label, differs(one))
    found = [row for row in sheet.evidence.values() if row.outcome == Outcome.FOUND]
    if found and not sheet.differences:
        yield Weighed(rule=Rule.AGREES, evidence=max(found, key=lambda row: row.pk), told=str(len(found)))


def _within_the_law(sheet: Sheet) -> Iterator[Weighed]:
    """What was ruled out at the submission and may be so by now: not competent, no licence needed, not in time."""
    application = sheet.application
    if body := competent_elsewhere(sheet):
        told = _("the seat is no longer in this authority's area; the competent authority is: %(body)s") % {
            "body": body
        }
        yield _barred(Rule.COMPETENT, "elsewhere", application.company.name, told)
    elif (entry := entry_of(sheet)) is not None:
        yield Weighed(rule=Rule.COMPETENT, evidence=entry, told=application.company.division.name)
    if application.item.effect.get("light_exempt"):
        if is_exempt(sheet.answers):
            told = _("All vehicles are 4,500 kg or lighter. By law no licence is needed, so you cannot apply for one.")
            yield _barred(Rule.NEEDED, "exempt", "", told)
        else:
            yield Weighed(rule=Rule.NEEDED, told=str(len(sheet.answers.rows.get("vehicle", []))))
    handed_in = timezone.localdate(application.submission.submitted_at)
    if why := why_not_in_time(sheet, on=handed_in):
        yield _barred(Rule.IN_TIME, "late", "", why)
    elif (expiry := expiry_of(sheet)) is not None:
        yield Weighed(rule=Rule.IN_TIME, told=f"{handed_in.isoformat()} → {expiry.isoformat()}")


def _register(sheet: Sheet) -> Iterator[Weighed]:
    for against in sheet.conflicts:
        yield _barred(Rule.REGISTER, "register", against.label, against.reason)
    if not sheet.conflicts:
        yield Weighed(rule=Rule.REGISTER)


def _ages(sheet: Sheet) -> Iterator[Weighed]:
    today = timezone.localdate()
    wrong = of_wrong_age(sheet, on=today)
    for name, why in wrong:
        yield _barred(Rule.AGE, "age", name, why)
    if not wrong and (people := of_an_age(sheet)):
        yield Weighed(rule=Rule.AGE, told=str(len(people)))


def _commitment(sheet: Sheet) -> Iterator[Weighed]:
    if sheet.procedure != Procedure.COMMITMENT:
        return
    credit = sheet.newest_of(CREDIT_MATERIAL)
    if sheet.closed:
        yield _barred(Rule.COMMITMENT, "credit", sheet.application.company.name, sheet.closed)
    elif credit is not None and credit.outcome == Outcome.FOUND:
        yield Weighed(rule=Rule.COMMITMENT, evidence=credit)


def _barred(rule: Rule, kind: str, label: str, reason: str) -> Weighed:
    return Weighed(rule=rule, obstacle=Obstacle(kind=kind, material="", label=label, reason=reason))
