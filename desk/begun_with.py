"""The form of an act that begins with what is stored: a page older than that replaces nothing it has not shown."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from copy import copy
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from accounts.versions import FIELD, is_stale, version_of
from desk.fields import ActForm
from pages.sentences import listed


class BegunWithWhatStands(ActForm):
    """Its page carries what the fields began with; who is told what stands now and sends it again, replaces that."""

    version = ""

    def stand_on(self, names: Sequence[str]) -> None:
        """Carry along what the fields with these names begin with."""
        self.begun = {name: self.fields[name].initial for name in names}
        self.version = version_of({name: _key(stored) for name, stored in self.begun.items()})
        self.fields[FIELD] = forms.CharField(required=False, widget=forms.HiddenInput, initial=self.version)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if is_stale(cleaned.pop(FIELD, ""), self.version):
            data = cast(MutableMapping[str, Any], copy(self.data))
            data[self.add_prefix(FIELD)] = self.version
            self.data = data
            told = _(
                "This was changed after you opened the page. It now says: %(now)s. Send yours again to replace it."
            )
            self.add_error(None, told % {"now": listed(self._now())})
        return cleaned

    def _now(self) -> list[str]:
        found = []
        for name, stored in self.begun.items():
            field = self.fields[name]
            choices = dict(getattr(field, "choices", ())) if isinstance(stored, str) else {}
            found.append(f"{field.label} “{choices.get(stored, stored) or '–'}”")
        return found


def _key(stored: object) -> str:
    return str(getattr(stored, "pk", stored))
