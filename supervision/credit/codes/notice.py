"""The notice of a code (信用等级告知书): code, sum, facts, effects, objection, repair; always Chinese."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import override

from clock.working_days import add_working_days
from supervision.credit.codes.assessing import Weighed, as_told
from supervision.credit.codes.forecast import green_from
from supervision.credit.editions.queries import name_of
from supervision.credit.facts.classes import objection_days
from supervision.credit.facts.models import CreditFact
from supervision.credit.letters.models import CreditLetter
from supervision.credit.letters.writing import Draft, chinese, draft
from supervision.credit.scoring.assess import rounded
from supervision.credit.scoring.model import Colour, Effect, Model

COLOURS = {Colour.RED: "红码", Colour.YELLOW: "黄码", Colour.GREEN: "绿码", Colour.NONE: "未赋码"}
SECTORS = {
    "freight": "普通货物运输",
    "hazardous": "危险货物运输",
    "passenger-line": "班线客运",
    "charter": "旅游包车客运",
}
MOST_FACTS_TOLD = 40
"""A letter lists so many facts; the page shows all of them."""


def days_of_notice(served_on: datetime.date) -> tuple[datetime.date, datetime.date]:
    """(in force from, objections until) of a notice served on a day. Raises CalendarUnknown."""
    return add_working_days(served_on, 1), add_working_days(served_on, objection_days("ask"))


def notice(weighed: Weighed, *, was: Colour, dated: datetime.date) -> Draft:
    """The notice as it would be served on a day. Raises CalendarUnknown."""
    in_force_on, object_by = days_of_notice(dated)
    subject, model, found = weighed.subject, weighed.by.content, weighed.found
    facts = {fact.pk: fact for fact in weighed.facts}
    told = as_told(model, found)
    with override("zh-hans"):
        return draft(
            CreditLetter.Kind.NOTICE,
            subject.company,
            subject.authority,
            dated=dated,
            flags={"penalties": any(facts[key].repair_from for key in found.counted if key in facts)},
            rows=tuple(_rows(told, facts)),
            values={
                "sector": SECTORS[subject.sector],
                "model": name_of(weighed.by),
                "score": told_score(weighed),
                "was": COLOURS[was],
                "colour": COLOURS[found.colour],
                "reasons": "\n".join(reasons(model, weighed)),
                "effects": effects(model.effect(found.colour)),
                "better": better(weighed),
                "in_force_on": chinese(in_force_on),
                "object_by": chinese(object_by),
            },
        )


def told_score(weighed: Weighed) -> str:
    return rounded(weighed.found.score)


def reasons(model: Model, weighed: Weighed) -> list[str]:
    """Why this colour, one a line."""
    found = []
    tests = {test.code: test.name_zh for test in (*model.vetoes, *model.triggers)}
    kinds = {"veto": "一票否决事项", "trigger": "触发事项"}
    for reason in weighed.found.reasons:
        if reason.kind in kinds:
            found.append(f"{kinds[reason.kind]}：{tests[reason.code]}。")
        elif reason.kind == "score":
            band = model.band_of(weighed.found.score)
            found.append(f"评价得分{told_score(weighed)}分，低于{float(band.below):g}分。")
    return found


def effects(effect: Effect) -> str:
    return (
        f"日常入企检查每年{effect.routine_visits}次；抽查比例{float(effect.sample * 100):g}%；"
        f"承诺核查方式：{'数据核查' if effect.method == 'data' else '现场核查'}；{effect.guidance_zh}。"
    )


def better(weighed: Weighed) -> str:
    day = green_from(weighed)
    return f"如无新的记录，最早可于{chinese(day)}评为绿码。" if day else "整改、修复所列事项后，可重新评为绿码。"


def _rows(told: dict[str, Any], facts: dict[int, CreditFact]) -> Iterator[tuple[str, str]]:
    """The sum: each dimension with what is left of it, and under it each fact with article, date and last day."""
    listed = 0
    for share in told["shares"]:
        yield share["zh"], f"{share['left']} ／ {share['weight']} 分"
        for line in share["lines"]:
            limit = f"（封顶{line['cap']}分）" if line["capped"] else ""
            yield f"　扣分：{line['zh']}", f"－{line['points']} 分{limit}\n" + "\n".join(_facts(line, facts, listed))
            listed += len(line["facts"])
    if told["bonus_lines"]:
        yield "加分", f"＋{told['bonus']} 分\n" + "；".join(line["zh"] for line in told["bonus_lines"])


def _facts(line: dict[str, Any], facts: dict[int, CreditFact], listed: int) -> Sequence[str]:
    room = max(MOST_FACTS_TOLD - listed, 0)
    shown = [_fact(one, facts.get(one["fact"]), line["article"]) for one in line["facts"][:room]]
    left = len(line["facts"]) - len(shown)
    return [*shown, f"另有{left}项，见“信用码”页面"] if left else shown


def _fact(one: dict[str, Any], fact: CreditFact | None, article: str) -> str:
    if fact is None:
        return ""
    until = f"，{chinese(datetime.date.fromisoformat(one['lapses_on']))}失效" if one["lapses_on"] else "，改正后失效"
    basis = fact.article or article
    return f"{fact.number} {chinese(fact.happened_on)}{until}（{basis}）" if basis else f"{fact.number}{until}"
