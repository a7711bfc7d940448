"""Whether this database's blind indexes are under the keys of this installation: with others nothing is found.

A look-up that silently finds nothing is worse than one that is not answered, so the start is refused.
"""

from __future__ import annotations

import hashlib

from django.db import DatabaseError

from accounts.sealing import index_keys
from portal.models import KeysInUse

FIRST = 1


class KeysDoNotFit(Exception):
    """The blind indexes are under other keys; the message tells what to do."""


def chain() -> str:
    """The present chain by the names of its keys, which tell nothing of them."""
    return ",".join(hashlib.sha256(b"index" + key).hexdigest()[:8] for key in index_keys())


def misfit() -> str:
    """What is wrong, and what to do; "" when all is well, or nothing is known of this database yet."""
    kept = _kept()
    if kept is None or (kept.chain == chain() and not kept.is_changing):
        return ""
    return _other_keys(kept) or "the data key is being changed: run manage.py reseal, and start again"


def _other_keys(kept: KeysInUse) -> str:
    """The keys of an index are only ever added to."""
    if chain().startswith(kept.chain):
        return ""
    return f"INDEX_KEYS, OLD_DATA_KEYS: the database was written with the keys {kept.chain}, here are {chain()}"


def stop_unless_they_fit() -> None:
    """Raises KeysDoNotFit. A database that does not answer is told elsewhere."""
    try:
        wrong = misfit()
    except DatabaseError:
        return
    if wrong:
        raise KeysDoNotFit(wrong)


def keep_first() -> None:
    """Note it for a database of which nothing is known yet."""
    if _kept() is None:
        _keep(is_changing=False)


def begin() -> None:
    """From now on nobody may serve this database until `finish`. Raises KeysDoNotFit."""
    kept = _kept()
    if kept is not None and (wrong := _other_keys(kept)):
        raise KeysDoNotFit(wrong)
    _keep(is_changing=True)


def finish() -> None:
    """Everything is under the present chain."""
    _keep(is_changing=False)


def _keep(*, is_changing: bool) -> None:
    KeysInUse.objects.update_or_create(pk=FIRST, defaults={"chain": chain(), "is_changing": is_changing})


def _kept() -> KeysInUse | None:
    return KeysInUse.objects.filter(pk=FIRST).first()
