"""The papers of inspections that ship: where their texts are, what they may use and what they must say (F-9.3)."""

from __future__ import annotations

from pathlib import Path

from papers.letters.remedies import SHOWN as REMEDIES
from papers.letters.texts import LetterSet

NAMES = {
    "today": "2026年12月4日",
    "you": "你单位",
    "authority": "焦作市解放区交通运输局",
    "applicant": "焦作市太行货运有限公司",
    "number": "410802-J2026-001",
    "source": "随机抽查",
    "words": "抽查批次410802-2026-001。",
    "note": "",
    "items": "货运源头装载（《道路运输条例》第六十一条）；车辆技术管理（《道路运输车辆技术管理规定》第十五条）。",
    "method": "入企检查",
    "planned_on": "2026年12月8日",
    "officers": "程立新（16080200001）、沈国强（16080200002）",
    "joint": "公安交管部门",
    "count": "1",
    "limit": "2",
    "entered_at": "2026年12月8日9时30分",
    "left_at": "2026年12月8日11时",
    "statement": "无。",
    "signed_words": "陈建国",
    "written_by": "程立新",
    "confirmed_by": "沈国强",
    "findings": "车辆出场前未称重登记（《公路安全保护条例》第四十一条）",
    "rectify_by": "2027年1月7日",
    "original": "《责令改正通知书》（焦解交责改〔2026〕1号）",
    "remedies": REMEDIES,
}
"""Every name a text may use, with what the preview shows for it."""
NEEDED = {
    "inspect-approval": {"items", "officers", "count", "limit"},
    "inspect-notice": {"items", "officers", "count", "limit", "planned_on"},
    "inspect-record": {"officers", "statement", "signed_words"},
    "inspect-result": {"items"},
    "inspect-order": {"findings", "rectify_by", "remedies"},
    "inspect-recheck": {"original"},
}
FLAGS = {
    "exception", "afterwards", "joint", "signed", "refused", "absent", "clean", "transferred", "passed",
}  # fmt: skip

LETTERS = LetterSet.of(
    name="inspections",
    folder=Path(__file__).parent / "data",
    files=("letters.json",),
    edition=1,
    names=NAMES,
    flags=frozenset(FLAGS),
    needed=NEEDED,
)
