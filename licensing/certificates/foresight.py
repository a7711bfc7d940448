"""What a grant will issue, in the words of its letter, with the numbers kept for it (Licensing Law arts. 38, 39).

The decision says what is granted: content, numbers, validity, vehicles, the day operation may start. The numbers are
drawn in the transaction of the decision and kept with its `IssueOrder`, so that letter and certificates agree.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.authorities import Authority
from licensing.applications.agreements.carried import remark_of
from licensing.applications.models.application import Application
from licensing.applications.sheet import Sheet
from licensing.applications.standing.stopping import resumes
from licensing.certificates.granted.grants import Grant, grants
from licensing.certificates.granted.identifiers import type_of
from licensing.certificates.granted.particulars import labels
from licensing.certificates.models import Certificate
from licensing.decisions.models.ends import Decision
from licensing.decisions.writing.letters import Rows, chinese
from licensing.register.places import VEHICLE
from papers.numbers import draw, draw_each

UNTIL_DECIDED = "作出决定时编号"


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """The rows of the letter, and number and identifier's serial kept for each certificate by `key_of` its grant."""

    rows: Rows = ()
    numbers: dict[str, str] = field(default_factory=dict)
    serials: dict[str, int] = field(default_factory=dict)


class Telling:
    """Tells the letter of a decision what it grants; keeps numbers and sheet for the issue."""

    def __init__(self, *, by_law: bool = False) -> None:
        self.by_law = by_law
        self.numbers: dict[str, str] = {}
        self.serials: dict[str, int] = {}
        self.sheet: Sheet | None = None

    def __call__(self, sheet: Sheet) -> Rows:
        foreseen = foresee(sheet, keep=True, by_law=self.by_law)
        self.numbers, self.serials, self.sheet = foreseen.numbers, foreseen.serials, sheet
        return foreseen.rows


def key_of(grant: Grant) -> str:
    return f"{grant.kind.value} {grant.subject}"


def foresee(sheet: Sheet, *, keep: bool, by_law: bool = False) -> Foreseen:
    """What would be issued if it were granted now; `keep` draws the numbers, in the caller's transaction.

    A renewal granted `by_law` has a term of its own: it follows the old one.
    """
    today, application = timezone.localdate(), sheet.application
    planned = list(grants(Decision(application=application, decided_at=timezone.now(), is_deemed=by_law), sheet))
    numbers, serials = _drawn(application, planned) if keep else (_not_yet(planned), {})
    rows = [row for grant in planned if grant.kind != Certificate.Kind.VEHICLE for row in _rows(grant, numbers)]
    rows += _vehicles([grant for grant in planned if grant.kind == Certificate.Kind.VEHICLE], numbers)
    begun = [grant for grant in planned if grant.kind != Certificate.Kind.RESULT and grant.replaces is None]
    if begun:
        rows.append(("开始经营", _start(begun, today)))
    rows += _of_vehicles(sheet)
    return Foreseen(rows=tuple(rows), numbers=numbers if keep else {}, serials=serials)


def _not_yet(planned: Sequence[Grant]) -> dict[str, str]:
    """`key_of` each grant → the number it has already, or word of when there will be one."""
    return {key_of(grant): grant.number or UNTIL_DECIDED for grant in planned}


def _drawn(application: Application, planned: Sequence[Grant]) -> tuple[dict[str, str], dict[str, int]]:
    """`key_of` each grant → its number, old or drawn now; and the serial of its identifier. One statement."""
    authority = application.authority
    wanted = Counter(_series(grant.kind) for grant in planned if not grant.number) + serials_of(planned)
    drawn = {series: iter(numbers) for series, numbers in draw_each(authority, wanted).items()}
    numbers = {
        key_of(grant): grant.number or _number(authority, grant.kind, next(drawn[_series(grant.kind)]))
        for grant in planned
    }
    return numbers, {key_of(grant): next(drawn[serial_of(grant)]) for grant in planned}


def draw_number(application: Application, kind: Certificate.Kind) -> str:
    """The next number of a kind of certificate of the authority. Raises RuntimeError outside a transaction."""
    authority = application.authority
    return _number(authority, kind, draw(authority, _series(kind)))


def _number(authority: Authority, kind: Certificate.Kind, serial: int) -> str:
    return f"{beginning_of(authority, kind)}{serial:06d}号"


def beginning_of(authority: Authority, kind: Certificate.Kind) -> str:
    """What all numbers of a kind of an authority begin with."""
    prefixes = {
        Certificate.Kind.LICENCE: authority.licence_prefix,
        Certificate.Kind.VEHICLE: authority.vehicle_prefix,
        Certificate.Kind.RESULT: f"{authority.letter_prefix}许证",
    }
    return f"{prefixes[kind]}{authority.division_id}"


def _series(kind: Certificate.Kind) -> str:
    return f"certificate-{kind.value}"


def serial_of(grant: Grant) -> str:
    """The series of the identifier's serial: of the type, not of the number, since kinds may share a type."""
    return f"identifier-{type_of(grant.kind, grant.subject)}"


def serials_of(planned: Sequence[Grant]) -> Counter[str]:
    """Series → how many serials of it the identifiers of a grant take."""
    return Counter(serial_of(grant) for grant in planned)


def _rows(grant: Grant, numbers: dict[str, str]) -> Rows:
    name = "道路运输经营许可证" if grant.kind == Certificate.Kind.LICENCE else grant.subject
    scope = "、".join(grant.particulars.get("scope") or [])
    rows = [
        ("准予内容", f"{name}：{scope}" if scope else name),
        ("证件编号", numbers[key_of(grant)]),
        ("有效期限", _term(grant)),
    ]
    if count := grant.particulars.get("planned-count"):
        rows.append(("拟投入车辆", f"{count}辆，{_by(grant.particulars.get('planned-date'))}投入"))
    return tuple(rows)


def _vehicles(planned: Sequence[Grant], numbers: dict[str, str]) -> Rows:
    if not planned:
        return ()
    lines = [
        f"{grant.plate}（{grant.particulars.get('plate-colour-label', '')}）：道路运输证 {numbers[key_of(grant)]}，"
        f"有效期至{chinese(grant.valid_to)}{_agreement(grant)}"
        for grant in planned
    ]
    return (("准予车辆", "\n".join(lines)),)


def _of_vehicles(sheet: Sheet) -> Rows:
    """What becomes of vehicles whose certificates nothing is issued for, and which they are."""
    effect = sheet.application.item.effect
    if effect.get("licence") != VEHICLE or effect.get("act") not in ("suspend", "strike-off"):
        return ()
    ends = "注销道路运输证" if effect["act"] == "strike-off" else ("恢复营运" if resumes(sheet.answers) else "报停")
    rows = [row for row in sheet.answers.of_section("vehicle") if row.get("plate")]
    colours = labels(sheet.application, "plate-colour", [row.get("plate-colour", "") for row in rows])
    named = "、".join(f"{row['plate']}（{colour}）" for row, colour in zip(rows, colours, strict=True))
    return (("办理内容", ends), ("涉及车辆", named))


def _agreement(grant: Grant) -> str:
    remark = remark_of(grant.particulars.get("agreement") or {})
    return f"（{remark}）" if remark else ""


def _term(grant: Grant) -> str:
    return f"{chinese(grant.valid_from)}至{chinese(grant.valid_to)}"


def _by(day: object) -> str:
    return f"于{chinese(datetime.date.fromisoformat(str(day)))}前（含当日）" if day else ""


def _start(planned: Sequence[Grant], today: datetime.date) -> str:
    """The day operation may start; before the promised condition exists it is unlawful (domain F-3.8)."""
    later = next((p for p in (grant.particulars.get("operate-from") for grant in planned) if p), "")
    if not later:
        return f"自{chinese(today)}起"
    return f"自{chinese(datetime.date.fromisoformat(str(later)))}起，承诺的车辆投入使用之前不得经营"
