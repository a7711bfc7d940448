"""Which failures pass by themselves: the database is away, locked or full, a disk is full, somebody holds the case."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError

from desk.refusals import SomebodyElseIsWorking
from desk.tasks import FlowLockFailed

_OF_THE_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.EACCES}
_OF_THE_DATABASE = (OperationalError, InterfaceError, FlowLockFailed, SomebodyElseIsWorking)


def passes_by_itself(failure: BaseException | None) -> bool:
    """Whether trying again later is the right advice: nothing is wrong with the request or the code."""
    return any(
        isinstance(link, _OF_THE_DATABASE) or (isinstance(link, OSError) and link.errno in _OF_THE_MACHINE)
        for link in _chain(failure)
    )


def _chain(failure: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while failure is not None and id(failure) not in seen:
        seen.add(id(failure))
        yield failure
        failure = failure.__cause__ or failure.__context__
