"""What the papers of an encounter say: made of its rows, always Chinese."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import override

from materials.identifiers import PLATE_COLOURS
from papers.letters.texts import numbered_lines
from supervision.credit.letters.writing import Draft, chinese
from supervision.encounters.letters.models import EncounterLetter
from supervision.encounters.letters.writing import draft
from supervision.encounters.models import Encounter, Found, Way
from supervision.encounters.no_penalty.editions import act_not_punished, list_of
from supervision.encounters.no_penalty.reading import LOOK_BACK, Entry

Kind = EncounterLetter.Kind


def moment(at: datetime.datetime) -> str:
    """2026年12月8日9时30分."""
    local = timezone.localtime(at)
    return f"{chinese(local.date())}{local.hour}时{local.minute:02d}分"


def _clause(words: str) -> str:
    return words.strip().rstrip("。；;.")


def _values(encounter: Encounter, *, driver: str) -> dict[str, str]:
    met = encounter.met
    officers = "、".join(f"{one.person.name}（{one.number}）" for one in (encounter.first, encounter.second))
    return {
        "number": encounter.number,
        "at": moment(encounter.opened_at),
        "place": _clause(met.place),
        "officers": officers,
        "plate": f"{met.plate}（{PLATE_COLOURS[met.plate_colour]}）",
        "party": met.holder or f"{driver}（驾驶人）",
        "certificate": met.certificate,
        "driver": driver,
    }


def _draft(
    kind: EncounterLetter.Kind,
    encounter: Encounter,
    *,
    driver: str,
    flags: Mapping[str, bool],
    values: Mapping[str, str],
) -> Draft:
    with override("zh-hans"):
        filled = {**_values(encounter, driver=driver), **values}
        return draft(
            kind,
            encounter.authority,
            addressee=filled["party"],
            dated=timezone.localdate(),
            flags=flags,
            values=filled,
        )


def lapse_of(encounter: Encounter) -> str:
    """道路运输证逾期12日."""
    over = {"certificate": "道路运输证有效期届满", "review": "年度审验逾期"}
    kind = next((one["over"] for one in encounter.met.answers["asked"] if one.get("over")), "certificate")
    return f"{over[kind]}{encounter.days_over}日"


def guidance(
    encounter: Encounter,
    way: Way,
    *,
    driver: str,
    is_signed: bool,
    was_there: bool = True,
    due: datetime.date | None,
    receipt: str = "",
) -> Draft:
    """行政指导意见书 for whom is released, helped, or noted; also for who had driven on before it was written."""
    is_late = hasattr(encounter, "capture")
    # What another register answered stands; nobody here can have shown its e-certificate.
    is_ours = way == Way.RELEASED and encounter.met.is_of_this_register
    return _draft(
        Kind.GUIDANCE,
        encounter,
        driver=driver,
        flags={
            "late": is_late,
            "shown": is_ours and not is_late,
            "shownlate": is_ours and is_late,
            "stands": way == Way.RELEASED and not is_ours and not is_late,
            "standslate": way == Way.RELEASED and not is_ours and is_late,
            "curing": way == Way.CURING and not is_late,
            "curinglate": way == Way.CURING and is_late,
            "unknown": way == Way.NOTED and encounter.found == Found.UNKNOWN,
            "silent": way == Way.NOTED and encounter.found == Found.SILENT,
            "signed": is_signed,
            "declined": not is_signed and was_there,
            "gone": not is_signed and not was_there,
        },
        values={
            "due": chinese(due) if due else "",
            "receipt": receipt,
            "lapse": lapse_of(encounter) if way == Way.CURING else "",
        },
    )


def _about_the_act(encounter: Encounter, entry: Entry) -> dict[str, str]:
    listed = act_not_punished(encounter.edition, entry.code, on=timezone.localdate())
    edition, found = (listed.edition, listed.by) if listed else (encounter.edition, list_of(encounter.edition))
    since = chinese(found.in_force_from)
    return {
        "act": entry.zh,
        "basis": entry.basis,
        "fine": entry.fine,
        "list": f"{found.title}（第{edition}版，自{since}起施行）",
        "conditions": "；".join(one.zh for one in entry.conditions),
    }


def promise(encounter: Encounter, entry: Entry, *, driver: str, due: datetime.date) -> Draft:
    """轻微违法行为告知承诺书; `due` the day by which the head decides."""
    values = {**_about_the_act(encounter, entry), "due": chinese(due)}
    return _draft(Kind.PROMISE, encounter, driver=driver, flags={}, values=values)


def decision(encounter: Encounter, entry: Entry, *, driver: str, evidence: Mapping[str, str], education: str) -> Draft:
    """不予行政处罚决定书: each condition with what shows it."""
    lines = []
    for one in entry.conditions:
        shown = f"{one.proof_zh}：{_clause(evidence[one.code])}"
        if one.by == LOOK_BACK:
            shown = f"本系统查询，此前{entry.look_back_months}个月内无同类记录；{shown}"
        lines.append(f"{one.zh}（{shown}）。")
    values = {
        **_about_the_act(encounter, entry),
        "proofs": numbered_lines(lines),
        "education": f"{_clause(education)}。",
    }
    return _draft(Kind.DECISION, encounter, driver=driver, flags={}, values=values)
