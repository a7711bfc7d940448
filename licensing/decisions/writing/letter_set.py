"""The letters of a case that ship with the product: where their texts are, what they may use and what they must say."""

from __future__ import annotations

from pathlib import Path

from papers.letters.texts import LetterSet

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
    "points": "1.车辆信息：总质量与行驶证不一致。\n2.授权委托书：未签字。",
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
"""Every name a text may use, with what the preview shows for it; what only one letter uses stands with its text."""
FLAGS = frozenset(
    {
        "commitment", "planned", "starts", "waived", "found", "promised", "competent", "reasons", "evidence", "defence",
        "barred", "credit", "undone", "party", "in-time", "late",
    }
)  # fmt: skip
LETTERS = LetterSet.of(
    name="licensing",
    folder=Path(__file__).parent / "data",
    files=("letters.json", "letters_of_filings.json"),
    edition=2,
    names=NAMES,
    flags=FLAGS,
)
"""Raise `edition` when a text that ships changes, keep the earlier file, and write the row that says from when."""
