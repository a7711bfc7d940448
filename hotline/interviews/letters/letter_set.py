"""The notice of an interview: where its text is, what it may use and what it must say (§ 10.10)."""

from __future__ import annotations

from pathlib import Path

from papers.letters.texts import LetterSet

NAMES = {
    "you": "你单位",
    "desk": "豫北网络货运有限公司",
    "month": "2026年11月",
    "noted": "2026年12月2日",
    "grounds": "限时办结率低于95%（24/30）\n满意率低于80%（19/30）",
    "meets_at": "2026年12月9日15时",
    "place": "焦作市交通运输局三楼会议室",
    "authority": "焦作市交通运输局",
    "today": "2026年12月3日",
}
"""Every name the text may use, with what the preview shows for it."""
NEEDED = {"interview-notice": {"month", "grounds", "meets_at", "place"}}
FLAGS = {"month", "noted"}

LETTERS = LetterSet.of(
    name="interviews",
    folder=Path(__file__).parent / "data",
    files=("letters.json",),
    edition=1,
    names=NAMES,
    flags=frozenset(FLAGS),
    needed=NEEDED,
)
