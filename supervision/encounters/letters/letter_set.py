"""The papers of encounters that ship: where their texts are, what they may use and what they must say (F-9.6)."""

from __future__ import annotations

from pathlib import Path

from papers.letters.remedies import SHOWN as REMEDIES
from papers.letters.texts import LetterSet

NAMES = {
    "today": "2026年12月4日",
    "authority": "焦作市解放区交通运输局",
    "number": "410802-L2026-001",
    "at": "2026年12月4日9时30分",
    "place": "焦作市解放区丰收路货场出口",
    "officers": "程立新（16080200001）、沈国强（16080200002）",
    "plate": "豫H11111（黄色）",
    "party": "焦作市太行货运有限公司",
    "certificate": "豫交运管许可焦字410802000001号",
    "lapse": "年度审验逾期12日",
    "receipt": "410802-2026-000123",
    "due": "2026年12月11日",
    "driver": "王海",
    "act": "车辆装载物掉落、遗洒、飘散",
    "basis": "《公路安全保护条例》第四十三条、第六十九条",
    "fine": "五千元以下罚款",
    "list": "不予处罚等清单（第1版，自2022年12月27日起施行）",
    "conditions": "首次发生；未造成交通阻碍；已及时清除并改正",
    "proofs": "1.首次发生：本系统查询，此前十二个月内无同类记录。",
    "education": "已讲解装载物苫盖固定的要求。",
    "officer": "程立新",
    "until": "2027年12月3日",
    "remedies": REMEDIES,
}
"""Every name a text may use, with what the preview shows for it."""
NEEDED = {
    "meet-guidance": {"officers", "plate", "at"},
    "meet-promise": {"act", "basis", "conditions", "driver", "due"},
    "meet-decision": {"party", "act", "basis", "proofs", "education", "remedies"},
    "meet-pledge": {"officer", "certificate", "until"},
}
FLAGS = {
    "late", "shown", "shownlate", "stands", "standslate", "curing", "curinglate",
    "unknown", "silent", "signed", "declined", "gone",
}  # fmt: skip

LETTERS = LetterSet.of(
    name="encounters",
    folder=Path(__file__).parent / "data",
    files=("letters.json",),
    edition=1,
    names=NAMES,
    flags=frozenset(FLAGS),
    needed=NEEDED,
)
