"""The words of the official letters as versioned data, in a subset no text can break out of.

The texts that ship are `data/letters.json`, an edition; earlier editions stay beside it (`letters-1.json`) for the
cases of an installed database that were handed in under them, which `LetterEdition` tells. Texts of the authority's
own are `LetterText` rows, written by one person, released by another, in force from a day, and go before what ships.
A letter uses the text in force when its application was handed in. A text is paragraphs, one a line; `{name}` is
filled in; a line beginning with `[name]` stands only when that value is there (`[no-name]` only when it is not).
There is nothing else: no logic, no markup.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from licensing.decisions.models import LetterEdition, LetterText

NAME = re.compile(r"\{([^{}]*)\}")
CONDITION = re.compile(r"^\[(no-)?([a-z-]+)\]\s*")
EDITION = 2
"""Edition of the texts that ship: raised when they change, with the earlier file kept and a row that says from when."""
NAMES = {
    "today": "2026年11月24日",
    "you": "你单位",
    "item": "道路普通货物运输经营许可",
    "matter": "备案",
    "receipt": "4108022026000001",
    "tracking": "K7M2-9QRT",
    "authority": "焦作市解放区交通运输局",
    "applicant": "焦作市太行货运有限公司",
    "basis": "《中华人民共和国道路运输条例》第二十一条",
    "result": "道路运输经营许可证",
    "waived": "营业执照、从业资格证",
    "found": "机动车行驶证、居民身份证",
    "promised": "安全生产管理制度文本",
    "points": "1. 车辆信息：总质量与行驶证不一致。\n2. 授权委托书：未签字。",
    "answer_by": "2026年12月15日",
    "accepted_on": "2026年11月24日",
    "promised_until": "2026年11月27日",
    "statutory_until": "2026年12月22日",
    "reasons": "未建立健全的安全生产管理制度。",
    "articles": "《中华人民共和国道路运输条例》第二十一条第三项",
    "competent_body": "焦作市交通运输局",
    "days": "10",
    "ground": "专家评审",
    "operate_from": "2026年11月24日",
    "planned_by": "2027年5月20日",
    "hearing_at": "2026年12月10日09:30",
    "place": "焦作市交通运输局三楼会议室",
    "outcome": "承诺属实",
    "act": "撤销行政许可",
    "rights": "《中华人民共和国行政许可法》第七条、第四十七条",
    "evidence": "2026年11月20日事后核查记录、现场照片3张",
    "defence": "车辆已于期限内投入。",
    "perform_by": "2026年12月9日",
    "certificates": "豫交运管许可焦字410802000001号",
    "restored": "豫交运管许可焦字410802000001号",
    "barred_until": "2029年11月24日",
}
"""Every name a text may use, with what the preview shows for it."""
FLAGS = frozenset(
    {
        "commitment", "planned", "starts", "waived", "found", "promised", "competent", "reasons", "evidence", "defence",
        "barred", "credit", "undone", "party", "in-time", "late",
    }
)  # fmt: skip
NEEDED = {
    "correction": {"points", "answer_by"},
    "acceptance": {"statutory_until"},
    "by-rule": {"reasons", "statutory_until"},
    "non-acceptance": {"reasons", "articles"},
    "extension": {"reasons", "statutory_until"},
    "pause": {"ground", "days"},
    "hearing": {"reasons", "answer_by"},
    "summons": {"hearing_at", "place"},
    "refusal": {"reasons", "articles"},
    "transfer": {"competent_body"},
    "refusal-false": {"reasons", "articles", "barred_until"},
    "termination": {"reasons"},
    "rectification": {"reasons", "answer_by"},
    "defence": {"reasons", "answer_by", "articles", "rights", "act"},
    "revocation": {"reasons", "articles", "certificates"},
    "retraction": {"reasons", "articles", "certificates"},
    "penalty": {"reasons", "evidence", "articles", "certificates", "perform_by"},
    "striking-off": {"reasons", "articles", "certificates"},
}
"""What the law wants said in a letter: a text without it is not released."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text as it may be filled in; `series` names its document numbers, `remedies` which remedies it tells."""

    name: str
    series: str
    title: str
    body: str
    version: int
    remedies: str = ""


DATA = Path(__file__).parent / "data"
OTHER = "other-"
"""Before the name of a text: the same letter for what is no licence, in words of its own (备案, 行政确认, 办理)."""


@cache
def _shipped(edition: int = EDITION) -> dict[str, Text]:
    names = ["letters.json", "letters_of_filings.json"] if edition == EDITION else [f"letters-{edition}.json"]
    entries = [entry for name in names for entry in json.loads((DATA / name).read_text(encoding="utf-8"))]
    return {
        e["kind"]: Text(
            name=e["kind"],
            series=e["series"],
            title=e["title"],
            body="\n".join(e["body"]),
            version=1,
            remedies=e.get("remedies", ""),
        )
        for e in entries
    }


def names_of_texts() -> list[str]:
    return list(_shipped())


def text_in_force(name: str, *, on: datetime.date) -> Text:
    """The text of a letter on a day: the newest released of the authority's own, or the one that ships."""
    row = (
        LetterText.objects.filter(kind=name, approval__isnull=False, in_force_from__lte=on).order_by("-version").first()
    )
    return as_text(row) if row else _shipped_on(name, on)


def _shipped_on(name: str, on: datetime.date) -> Text:
    """The shipped text of a day. Versions count what this database has seen: a new one begins with the newest."""
    editions = list(LetterEdition.objects.order_by("edition"))
    newest = _shipped()[name]
    later = next((row for row in editions if row.in_force_from > on), None)
    if later is None:
        return replace(newest, version=editions[-1].edition if editions else 1)
    # Whom to turn to follows the law of the day, not the edition of the words; a new kind of letter had no words.
    earlier = _shipped(later.edition - 1).get(name)
    return replace(earlier or newest, version=later.edition - 1, remedies=newest.remedies)


def newest_version(name: str) -> int:
    """The highest version of a text, released or not: the shipped one, or the authority's own."""
    own = LetterText.objects.filter(kind=name).order_by("-version").first()
    return max(own.version if own else 0, _shipped_on(name, datetime.date.max).version)


def as_text(row: LetterText) -> Text:
    shipped = _shipped()[row.kind]
    return replace(shipped, title=row.title, body=row.body, version=row.version)


def check_text(name: str, body: str) -> None:
    """Refuse a text with names nobody fills in, or without what the law wants said. Raises ValidationError."""
    used = set(NAME.findall(body))
    wrong = [f"{{{word}}}" for word in sorted(used - NAMES.keys())]
    for line in body.splitlines():
        condition = CONDITION.match(line)
        if condition and condition[2] not in FLAGS:
            wrong.append(condition[0].strip())
    if body.count("{") != len(NAME.findall(body)) or body.count("}") != len(NAME.findall(body)):
        wrong.append("{ }")
    if wrong:
        raise ValidationError(_("Nothing is filled in for %(names)s.") % {"names": ", ".join(wrong)})
    if left_out := NEEDED.get(name.removeprefix(OTHER), set()) - used:
        names = ", ".join(f"{{{word}}}" for word in sorted(left_out))
        raise ValidationError(_("The law wants this said in the letter: %(names)s.") % {"names": names})


def fill_in_title(text: Text, values: Mapping[str, str]) -> str:
    return NAME.sub(lambda found: values.get(found[1], ""), text.title)


def fill_in(text: Text, values: Mapping[str, str], flags: Mapping[str, bool]) -> tuple[str, ...]:
    """The paragraphs of a letter. A line that is one name alone becomes as many paragraphs as its value has lines."""
    paragraphs: list[str] = []
    for line in text.body.splitlines():
        condition = CONDITION.match(line)
        if condition:
            if bool(flags.get(condition[2]) or values.get(condition[2])) == bool(condition[1]):
                continue
            line = line[condition.end() :]
        alone = NAME.fullmatch(line.strip())
        if alone:
            paragraphs += [part.strip() for part in values.get(alone[1], "").splitlines() if part.strip()]
        else:
            paragraphs.append(NAME.sub(lambda found: values.get(found[1], ""), line))
    return tuple(p for p in paragraphs if p.strip())
