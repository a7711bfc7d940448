"""The papers of insurance: the clue to the regulator, the month's list to the association."""

from __future__ import annotations

from pathlib import Path

from papers.letters.texts import LetterSet

NAMES = {
    "number": "TB0000012",
    "plate": "豫H77777D",
    "insurer": "太行财产保险焦作支公司",
    "day": "2026年11月25日",
    "reason": "机构额度",
    "words": "经办人称本月额度已满，不予承保。",
    "files": "2",
    "pledge": "2026年5月9日",
    "month": "2026年11月",
    "cases": "12",
    "refusals": "9",
    "authority": "焦作市交通运输局",
    "today": "2026年12月1日",
}
"""Every name a text may use, with what the preview shows for it."""
NEEDED = {
    "insurance-clue": {"number", "plate", "insurer", "day", "reason"},
    "insurance-list": {"month", "cases", "refusals"},
}
FLAGS = {"words", "files", "pledge"}

LETTERS = LetterSet.of(
    name="insurance",
    folder=Path(__file__).parent / "data",
    files=("letters.json",),
    edition=1,
    names=NAMES,
    flags=frozenset(FLAGS),
    needed=NEEDED,
)
