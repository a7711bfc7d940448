"""What is written to the other side, and what is noted for one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.people import Person
from desk.fields import Photos, SomeOf, offer
from licensing.talking.rules import people_named

MOST_WORDS, MOST_IN_A_NOTE = 4000, 2000


class SayForm(forms.Form):
    """A message with its files. `after` is the writer's newest message when the page was drawn."""

    use_required_attribute = False
    words = forms.CharField(
        label=gettext_lazy("Your message"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    attached = Photos(
        label=gettext_lazy("Files to add"),
        required=False,
        help_text=gettext_lazy("PDF or pictures, several at once."),
    )
    after = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not found.get("words") and not found.get("attached"):
            self.add_error("words", _("Write something, or add a file."))
        return found


class NoteForm(forms.Form):
    """A note for colleagues; who is mentioned by @name, or ticked, is told."""

    use_required_attribute = False
    words = forms.CharField(
        label=gettext_lazy("Internal note"),
        max_length=MOST_IN_A_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Write @name to notify a colleague."),
    )
    people = SomeOf(label=gettext_lazy("Tell these colleagues"), required=False, widget=forms.CheckboxSelectMultiple)
    after = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, colleagues: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = list(colleagues)
        offer(self.fields["people"], self.colleagues, named=lambda person: person.name)

    @property
    def mentioned(self) -> Sequence[Person]:
        """Everybody who is meant, each once."""
        return list({person.pk: person for person in [*self.cleaned_data["people"], *self._named]}.values())

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        self._named, wrong = people_named(words, self.colleagues)
        if wrong:
            raise forms.ValidationError(wrong)
        return words
