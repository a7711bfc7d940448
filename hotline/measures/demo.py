"""The demo's measures: kept up, done, under way, one not begun; each step with what it rests on."""

from __future__ import annotations

from accounts.people import Person
from hotline.measures.actions import take_step
from hotline.measures.models import MeasureStep

State = MeasureStep.State
STATES = (State.UNDER_WAY, State.DONE, State.KEPT_UP)
"""In the order they are reached."""
REACHED = {
    1: (State.DONE, "电话、12345、司机入口、走访四类渠道统一登记，受理台账已启用。"),
    2: (State.UNDER_WAY, "司机入口已上线，无需注册即可反映，正在货运站场推广。"),
    3: (State.DONE, "分类编码已启用，知识库答复均由第二人审核发布。"),
    4: (State.DONE, "逐件记录转办时间，个别超时的已逐件核对原因。"),
    5: (State.DONE, "每件工单均登记首接责任人。"),
    6: (State.UNDER_WAY, "各承办席位已设立，部分席位尚未指定责任人。"),
    7: (State.KEPT_UP, "时限自动计时，延期和中止均有记录。"),
    8: (State.UNDER_WAY, "一级、二级督办已运行，挂牌督办尚在试行。"),
    9: (State.UNDER_WAY, "答复模板已启用，依据一栏填写不全的正在补正。"),
    10: (State.KEPT_UP, "答复均由非承办人审核，审核记录齐全。"),
    11: (State.DONE, "货车司机投诉全部列入回访。"),
    12: (State.UNDER_WAY, "不满意工单已退回重办，正在核对重办质量。"),
    13: (State.UNDER_WAY, "一家平台已派人入席，其他平台正在对接。"),
    14: (State.UNDER_WAY, "日监测、月调度按期编制，周通报正在逐期签发。"),
    15: (State.UNDER_WAY, "约谈已按月度数据提出，首次约谈待召开。"),
    17: (State.UNDER_WAY, "走访诉求已接入热线，关爱项目已发放三批。"),
}
"""How far each measure is, and on what that rests; the sixteenth was not begun."""


def seed() -> int:
    """Fill an empty demo; 0 when steps are there already or nobody leads."""
    leader = Person.objects.filter(username="leader").first()
    if leader is None or MeasureStep.objects.exists():
        return 0
    for measure, (reached, evidence) in REACHED.items():
        for state in STATES[: STATES.index(reached) + 1]:
            take_step(measure, state, evidence=evidence, by=leader)
    return MeasureStep.objects.count()
