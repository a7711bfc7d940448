"""A question to somebody without an account: its code is typed on a page, it stands in no address."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.sealing import blind_index
from accounts.signing_in.throttle import guess
from accounts.typed.text import code as plain_code
from post.questions.models import CodedQuestion, QuestionPost

T = TypeVar("T")
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that are mistaken for one another."""


def code_digest(code: str) -> str:
    """By which the code of a question is found."""
    return blind_index(f"question:{plain_code(code)}")


def ask(
    *,
    phone: str,
    words: str | Promise,
    page: str,
    until: datetime.datetime,
    instead_of: CodedQuestion | None = None,
) -> CodedQuestion:
    """Put a question; `words` have places for %(address)s and %(code)s, `page` names where it is answered.

    Without a telephone nothing is sent: the code is handed over on the spot. `until`: how long its code is good, and
    its message worth sending; `instead_of`: the question it follows, whose message leaves no more.
    """
    code = "".join(secrets.choice(_LETTERS) for _place in range(8))
    with override("zh-hans"):
        told = str(words) % {"address": f"{settings.PUBLIC_URL}{reverse(page)}", "code": code}
    with transaction.atomic():
        made = CodedQuestion.objects.create(code=code, code_digest=code_digest(code), phone=phone, words=told)
        if instead_of is not None:
            waiting = QuestionPost.objects.filter(question=instead_of, state=QuestionPost.State.WAITING)
            waiting.update(state=QuestionPost.State.OVER)
        if phone:
            QuestionPost.objects.create(question=made, until=until)
    return made


def found_by(code: str) -> CodedQuestion | None:
    """The question a code belongs to."""
    return CodedQuestion.objects.filter(code_digest=code_digest(code)).first()


def asked_by(request: HttpRequest, form: Form, find: Callable[[str], T | None], *, throttle: str) -> T | None:
    """What the code typed into a form asks about; who guesses is slowed down and told. Raises TooOften."""
    found = guess(throttle, lambda: find(form.cleaned_data["code"]), request=request)
    if found is None:
        form.add_error("code", _("No question has this code."))
    return found
