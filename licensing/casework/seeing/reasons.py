"""Why a case may be granted, as whoever decides reads it: each rule the act asks, what it rests on, what is in the way.

Knows no rule: `licensing.decisions.weighing` asked them, here they are put into words and gathered by what they are of.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from licensing.applications.evidence.resolution import Resolved, Treatment
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import Evidence
from licensing.applications.models.promises import Commitment
from licensing.decisions.weighing.weigh import Obstacle, Rule, Weighed
from licensing.verification.looks import words_of_standing
from licensing.verification.statements import tested_by
from materials.catalogue.wording import in_readers_language

TITLES = {
    Rule.AGREES: gettext_lazy("What was handed in is what the registries say"),
    Rule.COMPETENT: gettext_lazy("This authority is competent for the seat"),
    Rule.NEEDED: gettext_lazy("A licence is needed: not every vehicle is 4,500 kg or lighter"),
    Rule.IN_TIME: gettext_lazy("The renewal was applied for in time"),
    Rule.REGISTER: gettext_lazy("Nothing in the register stands against it"),
    Rule.AGE: gettext_lazy("Nobody named is over the age limit"),
    Rule.COMMITMENT: gettext_lazy("The commitment is open to the applicant"),
}
"""Rule → what holds when it holds."""

BASES = {
    Rule.COMPETENT: "道路运输条例第二十四条",
    Rule.NEEDED: "道路运输条例第二十四条",
    Rule.IN_TIME: "行政许可法第五十条",
    Rule.AGE: "道路运输条例第二十二条",
    Rule.COMMITMENT: "国办发〔2020〕42号",
}
"""Rule → the article it comes from, where it is one."""


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One condition of a grant: what it rests on (`inputs`), and what stands in its way, where something does."""

    title: str
    basis: str
    inputs: tuple[str, ...]
    obstacles: tuple[Obstacle, ...]

    @property
    def holds(self) -> bool:
        return not self.obstacles


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """Every condition of a grant, what is in the way first."""

    rows: tuple[Reason, ...]

    @property
    def holding(self) -> int:
        return sum(row.holds for row in self.rows)

    @property
    def all_hold(self) -> bool:
        return self.holding == len(self.rows)

    @property
    def is_hindered(self) -> bool:
        return not self.all_hold


def reasons_of(application: Application, weighed: Sequence[Weighed], commitment: Commitment | None) -> Reasons:
    """What was weighed, gathered by material or rule."""
    gathered: dict[str, list[Weighed]] = {}
    for one in weighed:
        gathered.setdefault(_title(application, one), []).append(one)
    rows = [
        Reason(
            title=title,
            basis=BASES.get(some[0].rule, ""),
            inputs=tuple(words for one in some for words in _inputs(one, commitment)),
            obstacles=tuple(one.obstacle for one in some if one.obstacle is not None),
        )
        for title, some in gathered.items()
    ]
    return Reasons(rows=tuple(sorted(rows, key=lambda row: row.holds)))


def _title(application: Application, one: Weighed) -> str:
    if one.fact is not None:
        code, name = one.fact.need.question.material, one.fact.name
        is_own = one.fact.need.question.keys.get("uscc") == application.company.uscc
        excluded = is_own and code in application.item.excluded_by
        return _("Not held already: %(licence)s") % {"licence": name} if excluded else name
    return str(one.row.material.name) if one.row is not None else str(TITLES[one.rule])


def _inputs(one: Weighed, commitment: Commitment | None) -> Iterator[str]:
    if not one.holds:
        return
    if one.fact is not None and one.fact.check is not None:
        check = one.fact.check
        told = {"who": check.checked_by.name, "day": _when(check.checked_at), "basis": check.basis}
        yield f"{one.fact.label} · " + _("checked by %(who)s, %(day)s, on: %(basis)s") % told
    elif one.fact is not None and one.evidence is not None:
        yield f"{one.fact.label} · {_answer(one.evidence)}"
    elif one.row is not None:
        yield from _of_material(one.row, commitment)
    else:
        yield from _of_rule(one)


def _of_material(row: Resolved, commitment: Commitment | None) -> Iterator[str]:
    if row.treatment == Treatment.PROMISED and commitment is not None:
        told = {
            "who": commitment.signed_by.name,
            "day": _when(commitment.signed_at),
            "v": commitment.notice.version_label,
        }
        yield _("promised: signed by %(who)s, %(day)s, notice version %(v)s") % told
        for statement in commitment.statements:
            if row.material.code in tested_by(statement["code"]):
                yield in_readers_language(statement["zh"])
    elif row.treatment == Treatment.GENERATED:
        yield _("made from the form")
    yield from (_answer(evidence) for evidence in row.evidence if row.treatment != Treatment.UPLOADED)
    yield from (_("submitted: %(file)s") % {"file": file.upload.original_name} for file in row.attachments)


def _of_rule(one: Weighed) -> Iterator[str]:
    if one.rule == Rule.AGREES and one.evidence is not None:
        told = {"n": one.told, "day": _when(one.evidence.answered_at)}
        yield _("%(n)s answers compared, the newest of %(day)s") % told
    elif one.rule == Rule.COMPETENT and one.evidence is not None:
        yield f"{one.told} · {_answer(one.evidence)}"
    elif one.rule == Rule.COMMITMENT and one.evidence is not None:
        yield f"{words_of_standing(str(one.evidence.fields.get('standing') or ''))} · {_answer(one.evidence)}"
    elif one.rule == Rule.AGE:
        yield _("by the ID numbers of the form: %(n)s") % {"n": one.told}
    elif one.rule == Rule.NEEDED:
        yield _("vehicles of the form: %(n)s") % {"n": one.told}
    elif one.rule == Rule.IN_TIME:
        yield _("handed in → expiry: %(days)s") % {"days": one.told}
    elif one.rule == Rule.REGISTER:
        yield _("the bureau's own register, read %(day)s") % {"day": _when(timezone.now())}


def _answer(evidence: Evidence) -> str:
    return f"{evidence.registry_name} · {evidence.number} · {_when(evidence.answered_at)} · {evidence.outcome_label}"


def _when(at: datetime.datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
