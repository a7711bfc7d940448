"""How this package measures: CPU time, subject and yardstick in turn (A/B/A/B), medians, ratios.

The time on the clock of a shared machine says how busy it was; CPU time, taken in turn, says what the work costs.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

Row = tuple[str, str, str, str]
Work = Callable[[], object]
Around = Callable[[], AbstractContextManager[object]]


def cpu_seconds() -> float:
    """CPU seconds of this process (all its threads) and of the children it waited for."""
    # The times of the children come in hundredths of a second; our own do not have to.
    children = os.times()
    return time.process_time() + children.children_user + children.children_system


def once(work: Work, around: Around = nullcontext) -> float:
    """CPU seconds of one run; what `around` does before and after it is not counted."""
    with around():
        started = cpu_seconds()
        work()
        return cpu_seconds() - started


def side_by_side(*works: Work, runs: int = 7, around: Around = nullcontext) -> list[float]:
    """Median CPU seconds of each, after one run to warm up; taken in turn, so that a busy minute hits all."""
    for work in works:
        once(work, around)
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for index, work in enumerate(works):
            taken[index].append(once(work, around))
    return [statistics.median(times) for times in taken]
