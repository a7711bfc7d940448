"""What became of everything that was applied for at once, told in one letter where not all of it was granted.

Each item has its own decision and letter (domain F-4.1). A step that rests on one that was refused never begins: that
is no refusal, and still nobody who applied for it is left without a word (Licensing Law arts. 5, 38).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from licensing import events
from licensing.applications.models.application import Application
from licensing.decisions.actions.acting import tell, write
from licensing.decisions.models.letters import Letter
from licensing.decisions.writing import letters


@dataclass(frozen=True, kw_only=True)
class Part:
    """A chosen step of a bundle by its Chinese title; `case` what was made of it, `is_done` elsewhere or here."""

    title: str
    is_done: bool
    case: Application | None

    @property
    def came_to(self) -> str:
        """准予, with the document; what else it came to, with its letter; or that it was not begun."""
        if self.case is None:
            return "已由有关机关或者随前一事项办结" if self.is_done else "未启动：作为前提的事项未获准予"
        for name, words in (("decision", ""), ("ending", "不予受理或者终止办理"), ("withdrawal", "申请人撤回")):
            found = getattr(self.case, name, None)
            if found is None:
                continue
            told = words or ("准予" if found.is_granted else "不予准予")
            letter = getattr(found, "letter", None)
            return f"{told}（{letter.number}）" if letter is not None else told
        return "办理中"


def tell_result(application: Application, parts: Sequence[Part]) -> Letter | None:
    """The letter and its event; None where everything was granted or done, for then the decisions say it all."""
    if all(part.is_done for part in parts):
        return None
    not_begun = any(part.case is None and not part.is_done for part in parts)
    draft = letters.draft(
        application,
        "bundle-result",
        dated=timezone.localdate(),
        flags={"not-begun": not_begun},
        rows=tuple((part.title, part.came_to) for part in parts),
    )
    letter = write(application, draft, by=None)
    tell(events.BUNDLE_CLOSED, application, by="rule", letter=letter.number)
    return letter
