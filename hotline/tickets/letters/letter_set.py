"""The papers of tickets that ship: where their texts are, what they may use and what they must say (§ 10.10)."""

from __future__ import annotations

from pathlib import Path

from papers.letters.texts import LetterSet

NAMES = {
    "ticket": "410800-12328-20261125-0001",
    "received_at": "2026年11月25日9时30分",
    "channel": "电话",
    "urgency": "一般",
    "theme": "运费拖欠",
    "facts": "货主拖欠运费两个月。",
    "wish": "支付运费",
    "amount": "8600.00",
    "object": "中原畅运信息科技有限公司",
    "sign_by": "2026年11月25日17时30分前",
    "reply_by": "2026年12月2日前（含当日）",
    "note": "请平台总部直接办理。",
    "reason": "不属于交通运输领域",
    "body": "焦作市人力资源和社会保障局",
    "words": "请携带运单。",
    "reasons": "需要向外省调取运单",
    "days": "3",
    "extended_to": "2026年12月7日",
    "steps": "11月26日联系货主核对运单，11月27日督促支付。",
    "basis": "《道路货物运输及站场管理规定》",
    "result": "查实",
    "recovered": "8600.00",
    "promised": "完善平台结算提醒",
    "promised_on": "2026年12月31日",
    "step": "答复",
    "due": "2026年12月2日",
    "ground": "超期未答复",
    "answer_by": "2026年12月3日前（含当日）",
    "conditions": "答复已由他人审核；答复已送达诉求人；已回访。",
    "authority": "焦作市交通运输局",
    "today": "2026年12月4日",
}
"""Every name a text may use, with what the preview shows for it."""
NEEDED = {
    "ticket-transfer": {"ticket", "facts", "reply_by"},
    "ticket-refusal": {"ticket"},
    "ticket-extension": {"ticket", "reasons", "extended_to"},
    "ticket-reply": {"ticket", "facts", "steps", "result"},
    "ticket-redo": {"ticket", "reply_by"},
    "ticket-final": {"ticket", "reasons"},
    "ticket-reminder": {"ticket", "due"},
    "ticket-notice": {"ticket", "answer_by"},
    "ticket-listed": {"ticket", "answer_by"},
    "ticket-struck-off": {"ticket", "conditions"},
}
FLAGS = {"refused", "referred", "petition"}
OPTIONAL = {"wish", "amount", "note", "body", "words", "basis", "recovered", "promised"}
"""What a line may stand under because it is there or not."""

LETTERS = LetterSet.of(
    name="tickets",
    folder=Path(__file__).parent / "data",
    files=("letters.json",),
    edition=1,
    names=NAMES,
    flags=frozenset(FLAGS | OPTIONAL),
    needed=NEEDED,
)
