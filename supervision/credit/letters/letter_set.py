"""The letters about credit codes that ship: where their texts are, what they may use and what they must say."""

from __future__ import annotations

from pathlib import Path

from papers.letters.remedies import SHOWN as REMEDIES
from papers.letters.texts import LetterSet

NAMES = {
    "today": "2026年12月4日",
    "you": "你单位",
    "authority": "焦作市解放区交通运输局",
    "applicant": "焦作市太行货运有限公司",
    "sector": "普通货物运输",
    "colour": "黄码",
    "was": "绿码",
    "score": "85.37",
    "model": "《普通货物运输企业信用评价模型》（第1版）",
    "reasons": "责任事故死亡",
    "in_force_on": "2026年12月7日",
    "object_by": "2026年12月18日",
    "effects": "日常入企检查每年1次；抽查比例10%；十五个工作日内上门指导。",
    "better": "最早可于2027年11月3日评为绿码。",
    "original": "《信用等级告知书》（焦解交信告〔2026〕1号，2026年12月4日）",
    "words": "该事故认定书已被复核撤销。",
    "fact": "F00000012 责任事故死亡人数（2026年11月2日）",
    "answer_by": "2026年12月18日",
    "remedies": REMEDIES,
}
"""Every name a text may use, with what the preview shows for it."""
NEEDED = {
    "credit-notice": {"colour", "score", "reasons", "effects", "object_by", "in_force_on"},
    "credit-object": {"original", "reasons", "remedies"},
    "credit-accept": {"fact", "remedies"},
    "credit-extend": {"fact", "reasons", "answer_by"},
    "credit-repair": {"fact", "reasons", "remedies"},
}
"""What a letter has to say: a text without it is not released."""

LETTERS = LetterSet.of(
    name="supervision",
    folder=Path(__file__).parent / "data",
    files=("letters.json",),
    edition=1,
    names=NAMES,
    flags=frozenset({"upheld", "void", "accepted", "repaired", "penalties", "own"}),
    needed=NEEDED,
)
