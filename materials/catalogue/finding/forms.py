"""Words and where they lead, as an administrator adds them."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from materials.catalogue.finding.editions import newest_written
from materials.catalogue.finding.reading import read_words
from materials.catalogue.finding.spelling import folded
from materials.catalogue.queries import bundles, catalogue_in_force, services_of
from pages.days import CountableDay
from pages.sentences import listed

_BETWEEN = re.compile(r"[,，、;；\n|]+")
MOST_WORDS, LONGEST_WORD = 20, 40


class AddForm(forms.Form):
    """Words that mean one thing, where they lead, and from when."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("Words"), help_text=_("Several that mean the same: a comma between them."), max_length=300
    )
    to = forms.ChoiceField(label=_("Leads to"))
    in_force_from = CountableDay(label=_("In force from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = newest_written()
        known = read_words(self.document)
        self.known = {word for group in known.groups for word in group.folded}
        version = catalogue_in_force()
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            (_("One-thing services"), [(one.code, one.name) for one in bundles(version)]),
            *((domain.name, [(one.code, one.name) for one in items]) for domain, items in services_of(version)),
            (_("Pages of this portal"), [(code, one.name) for code, one in known.places.items()]),
            (_("What others do"), [(code, one.name) for code, one in known.neighbours.items()]),
        ]
        self.fields["in_force_from"].initial = timezone.localdate()

    def clean_words(self) -> list[str]:
        words = [word.strip() for word in _BETWEEN.split(self.cleaned_data["words"]) if folded(word)]
        if not words or len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
            raise forms.ValidationError(_("Enter one to twenty words of up to forty characters."))
        if taken := [word for word in words if folded(word) in self.known]:
            raise forms.ValidationError(_("These words already lead somewhere: %(what)s") % {"what": listed(taken)})
        return list({folded(word): word for word in words}.values())
