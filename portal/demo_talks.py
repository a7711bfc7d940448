"""What the demo's people wrote to each other, and what they were told: through the same functions as everybody's."""

from __future__ import annotations

from accounts.people import Person
from licensing.applications.models.application import Application
from licensing.decisions.models.ends import Decision
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from licensing.talking import actions as talking
from licensing.talking.rules import Matter
from post.talks.actions import read
from post.talks.models import Side
from post.talks.queries import conversation
from post.telling import tail


def asked_and_answered(application: Application) -> None:
    """A case that was refused, with the questions before and after; whoever applies again is not barred by it."""
    matter, holder = Matter(application=application), application.started_by
    clerk, decider = (Person.objects.get(username=name) for name in ("xw-clerk", "xw-decider"))
    asked = talking.say(
        matter, "您好，停车场地证明已随身份证一并上传，请问还需要补充什么吗？", side=Side.HOLDER, by=holder
    )
    _answered(
        matter,
        "您好，场地证明不属于本事项的申请材料，无须提交。安全生产管理制度文本请备好，审查时会核对。",
        by=clerk,
    )
    note = f"@{decider.name} 该企业法定代表人在解放区另有一家公司，请一并查看两家的车辆。"
    talking.note(matter, note, mentioned=[decider], by=clerk)
    flow.accept(application, by=clerk)
    flow.decide(
        Application.objects.get(pk=application.pk),
        Decision.Outcome.REFUSED,
        by=decider,
        reasons="未建立健全的安全生产管理制度。",
        articles="《中华人民共和国道路运输条例》第二十一条第三项",
    )
    finish(Application.objects.get(pk=application.pk))
    talking.say(matter, "决定已收到。制度补齐以后可以重新申请吗？", side=Side.HOLDER, by=holder, after=asked.pk)
    answer = "可以，随时可以重新申请，也可以选择告知承诺方式办理。救济途径见决定书。"
    _answered(matter, answer, by=clerk)


def _answered(matter: Matter, words: str, *, by: Person) -> None:
    """Who answers has read what was asked."""
    asked = conversation(matter.subject, side=Side.OFFICE, reader=by)
    read(asked, side=Side.OFFICE, by=by)
    talking.say(matter, words, side=Side.OFFICE, by=by)


def tell_everybody() -> None:
    """What happened until now is told, so that nobody's inbox is empty at the first look."""
    while tail.listen():
        pass
