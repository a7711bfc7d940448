"""Whether somebody is served electronically: what they said last of it, by whatever rule an app finds that."""

from __future__ import annotations

from typing import Any

from accounts.people import Person
from papers.serving.rows import WordOnService


def agrees_now(said: WordOnService | None) -> bool:
    """Whether the last word is yes; silence is no consent."""
    return said is not None and said.agrees


def say(words: type[WordOnService], *, agrees: bool, said: WordOnService | None, by: Person, **whose: Any) -> bool:
    """Keep what somebody says of it, in the caller's transaction; whether it is new. For letters from now on.

    `said`: their last word before; `whose`: the column of `words` that says whose word it is.
    """
    if agrees_now(said) == agrees:
        return False
    words._default_manager.create(agrees=agrees, said_by=by, **whose)
    return True
