"""Where a bulletin and a task stand, by their rows; never a column."""

from __future__ import annotations

from hotline.bulletins.models import Bulletin, Kind, MonthlyTask


def state_of(bulletin: Bulletin) -> str:
    """Restated, signed, to be signed, or told."""
    if hasattr(bulletin, "restated"):
        return "restated"
    if bulletin.kind == Kind.WEEKLY:
        return "signed" if hasattr(bulletin, "release") else "draft"
    return "told"


def task_state(task: MonthlyTask) -> str:
    """By its last step."""
    steps = list(task.steps.all())
    return steps[-1].state if steps else "open"
