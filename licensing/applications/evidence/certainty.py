"""Which facts of an application are certain: answered freshly by a registry, or checked by an official who says so.

Silence is never consent. A fact a registry would have known, and every standing check (entity status, credit, licences
held), stays uncertain until one of the two has happened; what a registry said is not undone by its later silence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from licensing.applications.agreements import rules as agreements
from licensing.applications.answers.given import Answers
from licensing.applications.answers.validation import is_empty, is_relevant
from licensing.applications.bundle import items_of
from licensing.applications.evidence.prefill import is_told_by
from licensing.applications.evidence.questions import ENTITY_MATERIAL, Need, needs, standing_checks
from licensing.applications.evidence.resolution import (
    NOT_CONNECTED,
    Resolved,
    Treatment,
    applicable_requirements,
)
from licensing.applications.models.application import Application, Procedure
from licensing.applications.models.evidence import Evidence, FactCheck
from materials.catalogue.forms import SectionForm
from materials.catalogue.kept import materials_of
from materials.catalogue.queries import CREDIT_MATERIAL, material_name
from materials.lookups.ask import is_connected, is_our_own
from materials.lookups.contract import Outcome

if TYPE_CHECKING:
    from licensing.applications.sheet import Sheet

STANDING_HOURS = 24
"""How long an answer may be relied on when the catalogue does not say."""
ENDED = frozenset({"撤销", "撤回", "吊销", "注销"})
"""States in which a licence is not held any more."""


class Doubt(StrEnum):
    """Why a fact is not certain."""

    NONE = ""
    NOT_ASKED = "checking"
    SILENT = "to-confirm"
    NOT_CONNECTED = "not-connected"
    STALE = "stale"
    NOT_FOUND = "not-found"
    CONFLICT = "conflict"
    PARTIAL = "partial"
    """Another authority's record is valid, but does not tell all that was stated."""
    AGREEMENT = "agreement"
    """No registry knows an agreement: a person has to have read it."""
    HELD = "held"
    """The licence applied for is held already: no check by hand helps."""
    NOT_NORMAL = "not-normal"
    """The business register says the company is not in normal standing: no check by hand helps."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something a registry is asked about, `stated` what the form says of it, `uploads` what proves it otherwise."""

    need: Need
    evidence: Evidence | None
    doubt: Doubt
    stated: Mapping[str, str]
    uploads: tuple[int, ...]
    must_be_brought: bool
    check: FactCheck | None = None
    words: str = ""
    """What is stated, for who checks it, where the bare values do not tell."""

    @property
    def key(self) -> str:
        return f"{self.need.question.material}:{self.need.key_digest}"

    @property
    def name(self) -> str:
        return material_name(self.need.question.material)

    @property
    def label(self) -> str:
        return self.need.label

    @property
    def is_certain(self) -> bool:
        return self.doubt == Doubt.NONE or self.check is not None

    @property
    def may_be_checked(self) -> bool:
        """Whether an official's own check would settle it: not against a bad answer, not on papers nobody brought."""
        if self.is_certain or self.doubt in (Doubt.HELD, Doubt.NOT_NORMAL):
            return False
        return bool(self.uploads) or not self.must_be_brought or self.doubt == Doubt.STALE

    def covers(self) -> str:
        """Digest of what a check covers: the statement, the papers, and what the registry said."""
        known = self.evidence.answer_digest if self.evidence else ""
        body = [sorted(self.stated.items()), list(self.uploads), known]
        return hashlib.sha256(json.dumps(body, ensure_ascii=False).encode()).hexdigest()


def wanted_needs(sheet: Sheet, *, by: str) -> list[Need]:
    """Every look-up of an application, standing checks included; each once."""
    return _each_once(needs(sheet, applicable_requirements(sheet), by=by), standing_checks(sheet, by=by))


def _each_once(*wanted: Iterable[Need]) -> list[Need]:
    return list({(need.question.material, need.key_digest): need for part in wanted for need in part}.values())


def hours_of(application: Application) -> dict[str, int]:
    """Material code → how many hours an answer about it may be relied on."""
    known = materials_of(application.item.version_id)
    return {code: material.freshness_hours or STANDING_HOURS for code, material in known.items()}


def facts_of(sheet: Sheet) -> list[Fact]:
    """Every fact the decision would rest on."""
    application, form, answers, evidence = sheet.application, sheet.form, sheet.filled, sheet.evidence
    rows = {row.material.code: row for row in sheet.resolved}
    hours = hours_of(application)
    always = standing_checks(sheet, by="rules")
    standing = {(need.question.material, need.key_digest) for need in always}
    checks = {(c.material, c.key_digest, c.covers): c for c in sheet.rows.checks}
    found = []
    required = needs(sheet, [row.requirement for row in sheet.resolved], by="rules", of_unconnected=True)
    for need in _each_once(required, always):
        code = need.question.material
        row, stated = rows.get(code), _stated(form, answers, need)
        asked_for = row is not None and row.treatment not in (Treatment.PROMISED, Treatment.GENERATED)
        if not (asked_for or stated or (code, need.key_digest) in standing):
            continue
        known = evidence.get((code, need.key_digest))
        fact = Fact(
            need=need,
            evidence=known,
            doubt=_doubt(sheet, need, known, hours.get(code, STANDING_HOURS)) or _partial(sheet, need, known, stated),
            stated=stated,
            uploads=tuple(a.pk for a in row.attachments) if row else (),
            must_be_brought=asked_for,
        )
        found.append(fact)
    found += _agreements(sheet, rows.get(agreements.MATERIAL))
    return [replace(fact, check=checks.get(_subject(fact))) for fact in found]


def _subject(fact: Fact) -> tuple[str, str, str]:
    return fact.need.question.material, fact.need.key_digest, fact.covers()


def _agreements(sheet: Sheet, row: Resolved | None) -> list[Fact]:
    """Each agreement under which another's vehicle is used, a fact of its own: checked vehicle by vehicle."""
    uploads = tuple(attachment.pk for attachment in row.attachments) if row else ()
    return [
        Fact(
            need=agreements.need_of(sheet, used),
            evidence=used.told,
            doubt=Doubt.AGREEMENT,
            stated=agreements.statement_of(used),
            uploads=uploads,
            must_be_brought=True,
            words=agreements.words_of(used),
        )
        for used in agreements.under_agreement(sheet)
    ]


def _stated(form: tuple[SectionForm, ...], answers: Answers, need: Need) -> dict[str, str]:
    """What the form says of the subject of a look-up, in the fields its registry would have filled in."""
    told: dict[str, str] = {}
    for section in form:
        values: Mapping[str, object] = answers.fields
        specs = section.fields
        if need.row is not None:
            name, index = need.row
            if section.code != name:
                continue
            values, specs = answers.rows[name][index], section.row_fields
        elif section.repeatable:
            continue
        told |= {
            spec.code: str(values[spec.code])
            for spec in specs
            if is_told_by(spec, need.question, values)
            and is_relevant(spec, answers)
            and not is_empty(values.get(spec.code))
        }
    return told


def _partial(sheet: Sheet, need: Need, known: Evidence | None, stated: Mapping[str, str]) -> Doubt:
    silent = _leaves_out(sheet.form, need, known, stated) or _names_no_owner(sheet, known)
    return Doubt.PARTIAL if silent else Doubt.NONE


def _leaves_out(form: tuple[SectionForm, ...], need: Need, known: Evidence | None, stated: Mapping[str, str]) -> bool:
    """Whether another authority's record is silent on something that was stated; our own registers were kept thinly."""
    if known is None or known.outcome != Outcome.FOUND or is_our_own(need.question.registry):
        return False
    specs = {spec.code: spec for section in form for spec in (*section.fields, *section.row_fields)}
    sources = [specs[code].prefill for code in stated]
    return any(source is not None and not known.fields.get(source["field"]) for source in sources)


def _names_no_owner(sheet: Sheet, known: Evidence | None) -> bool:
    """Whether a vehicle's record is silent on whose it is, where that decides whether it may be certified."""
    if known is None or known.material != agreements.OWNERS_MATERIAL or known.outcome != Outcome.FOUND:
        return False
    return not known.fields.get("owner") and any(agreements.asks_whose(item) for item in items_of(sheet.application))


def _doubt(sheet: Sheet, need: Need, known: Evidence | None, hours: int) -> Doubt:
    code, application = need.question.material, sheet.application
    if known is None:
        return Doubt.NOT_ASKED if is_connected(need.question.registry) else Doubt.NOT_CONNECTED
    if known.outcome == Outcome.UNAVAILABLE:
        return Doubt.NOT_CONNECTED if known.reason == NOT_CONNECTED else Doubt.SILENT
    of_company = need.question.keys.get("uscc") == application.company.uscc
    if of_company and code in application.item.excluded_by:
        doubt = Doubt.HELD if _is_held(known) else Doubt.NONE
    elif of_company and code == CREDIT_MATERIAL and sheet.procedure != Procedure.COMMITMENT:
        return Doubt.NONE  # it opens or closes the commitment, and nothing else
    elif known.outcome == Outcome.FOUND:
        doubt = Doubt.NONE
    elif known.outcome == Outcome.NOT_FOUND:
        doubt = Doubt.NOT_FOUND
    else:
        broken = of_company and code == ENTITY_MATERIAL and known.reason in ("expired", "abnormal")
        doubt = Doubt.NOT_NORMAL if broken else Doubt.CONFLICT
    return doubt or (Doubt.NONE if known.is_fresh(hours) else Doubt.STALE)


def _is_held(known: Evidence) -> bool:
    """Whether a licence of the bureau's register is still held, be it suspended; an expired or ended one is not."""
    if known.outcome == Outcome.NOT_FOUND:
        return False
    ended = known.fields.get("cert-status") in ENDED or known.reason == "expired"
    return known.outcome == Outcome.FOUND or not ended
