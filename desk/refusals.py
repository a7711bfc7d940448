"""Why an act is not done, in three kinds; every app's own refusals are one of them.

Whoever acts learns it the same way everywhere: not theirs to do (403), done by somebody else meanwhile (a word of
warning), or not before something else has happened (an error that says what).
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """An act that is not done. Its words are told to who tried it: those given, or those of its kind."""

    words: str | Promise = ""

    def __str__(self) -> str:
        return super().__str__() or str(self.words)


class NotYours(Refusal):
    """Not this person's to do, whatever the state of the work."""


class MayNotHandle(NotYours):
    """The person is on the applicant's side, or the work is another authority's."""

    words = _("You act for the applicant or work for another authority.")


class TooLate(Refusal):
    """Somebody or something was quicker: what would be done is done already, or just being done."""


class NotNow(Refusal):
    """Something else has to come first; the message says what."""


class Unfulfilled(NotNow):
    """A refusal that the page of the subject shows at length: `shown` is handed to it."""

    def __init__(self, words: str, *, shown: Mapping[str, object]) -> None:
        super().__init__(words)
        self.shown = shown


class NotYourTask(TooLate):
    """The task is done, taken by somebody else, or not open to this person."""

    words = _("This step has already been done, or someone else has taken it.")


class SomebodyElseIsWorking(TooLate):
    """Another act on the same case is just happening; try again in a moment."""

    words = _("Someone else is working on this case. Try again in a moment.")
