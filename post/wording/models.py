"""The texts of messages: versions of the authority's own beside what ships, and who released them."""

from __future__ import annotations

from typing import Any

from django.db import models

from accounts.texts.models import OwnText, OwnTextApproval


class PostText(OwnText):
    """A version of a text, in the languages it is written in; traditional characters are made of simplified ones."""

    words: models.JSONField[Any, Any] = models.JSONField(help_text="language → subject, body, sms")

    @property
    def subject(self) -> str:
        return f"message:{self.name}"

    @property
    def heading(self) -> str:
        return str(self.words["zh-hans"]["subject"])


class PostTextApproval(OwnTextApproval):
    """A second person released the text."""

    text = models.OneToOneField(PostText, on_delete=models.PROTECT, related_name="approval")
