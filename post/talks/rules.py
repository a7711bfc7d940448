"""When a conversation is open, and who may open it again."""

from __future__ import annotations

import datetime
import hashlib
import re

from django.conf import settings

from accounts.sealing import blind_index
from post.talks.models import Side, TalkTurn

MENTION = re.compile(r"(?<![A-Za-z0-9._%+-])@([^\s@,，。;；:：、!！?？()（）]{2,40})")


def is_closed(newest: TalkTurn | None) -> bool:
    """What the newest turn says; without any the conversation is open."""
    return newest is not None and not newest.is_open


def may_reopen(newest: TalkTurn | None, side: str, *, now: datetime.datetime) -> bool:
    """An authority at any time; the other side for so many days after it was closed (`TALK_REOPEN_DAYS`)."""
    if newest is None or newest.is_open:
        return False
    return side == Side.OFFICE or now <= newest.at + datetime.timedelta(days=settings.TALK_REOPEN_DAYS)


def once(subject: str, person: int, after: int, words: str, files: tuple[str, ...] = ()) -> str:
    """The same for the same words and files of a person after the same message: sent twice, it is one message."""
    return blind_index("\n".join([subject, str(person), str(after), words, *sorted(files)]))


def names_mentioned(words: str) -> tuple[str, ...]:
    """The names that stand behind an @, each once; that of an e-mail address is none."""
    return tuple(dict.fromkeys(MENTION.findall(words)))


def file_digest(content: bytes) -> str:
    """What tells a file from another."""
    return hashlib.sha256(content).hexdigest()
