"""What an official fills in of a letter that was served on paper (送达回证)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.fields import ActForm, PastDay, ScanField
from papers.serving.ladder import FAILS_BY
from papers.serving.rows import ON_PAPER, Way, Why


class Served(Protocol):
    dated: Any


def on_paper(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in, as the recording of it takes it."""
    told = {name: values[name] for name in ("served_on", "proof", "acknowledgement", "failed")}
    return {"way": Way(values["way"]), **told}


def done(_subject: Any, values: Mapping[str, Any]) -> Any:
    """What is said when it is recorded."""
    if values["failed"]:
        return _("It is recorded. The next way of service is offered.")
    if values["way"] == Way.NOTICE:
        return _("It is recorded. It counts as served when the period of the notice is over.")
    return _("It is recorded. The limit runs from that day.")


class PaperServiceForm(ActForm):
    """How and when it was served and what shows it; the app says which letter (`served`)."""

    way = forms.ChoiceField(
        label=_("How it was served"),
        # A notice is recorded when it is published; that its period is over nobody records.
        choices=[(way.value, _("By public notice") if way == Way.NOTICE else way.label) for way in ON_PAPER],
        widget=forms.RadioSelect,
    )
    failed = forms.ChoiceField(
        label=_("Did it reach them?"),
        choices=[("", _("Yes")), *Why.choices],
        required=False,
        help_text=_("If not, the next way is offered. A notice in public comes last, when the others failed."),
    )
    served_on = PastDay(
        label=_("Day it was served, or tried"),
        help_text=_("Of a public notice the last day it was published: it serves when its period is over."),
    )
    proof = forms.CharField(
        label=_("What shows it"),
        max_length=200,
        help_text=_("Who signed for it, the number of the post, the witnesses, where the notice was published."),
    )
    acknowledgement = ScanField(
        label=_("Acknowledgement of receipt, scanned (PDF, JPG, PNG)"),
        required=False,
        help_text=_("The signed acknowledgement, the receipt of the post or a photo of the notice, if there is one."),
    )

    def served(self, cleaned: dict[str, Any]) -> Served | None:
        """The letter it is about: the one that was chosen; a page of one letter knows it."""
        letter: Served | None = cleaned.get("letter")
        return letter

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        letter = self.served(cleaned)
        if letter and cleaned.get("served_on") and cleaned["served_on"] < letter.dated:
            self.add_error("served_on", gettext("A letter is served between its date and today."))
        way, failed = cleaned.get("way"), cleaned.get("failed")
        if way and failed and failed not in FAILS_BY.get(Way(way), ()):
            self.add_error("failed", gettext("This way of service does not fail like this."))
        return cleaned
