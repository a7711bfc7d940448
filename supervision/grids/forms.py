"""What is filled in about a grid."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.people import Person
from accounts.permissions import VISIT, codename
from materials.tables.reading import ACCEPTED
from supervision.grids.actions import words_of
from supervision.grids.models import Grid, Seat
from supervision.grids.queries import others_like


class AreaForm(forms.Form):
    """The words of addresses that belong to a grid."""

    use_required_attribute = False
    words = forms.CharField(
        label=gettext_lazy("Streets, townships and places"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One per line. A company belongs here if its registered address contains one of them."),
    )

    def clean_words(self) -> list[str]:
        words = words_of(self.cleaned_data["words"])
        if not words:
            raise forms.ValidationError(_("A grid needs at least one street, township or place."))
        if too_long := [word for word in words if len(word) > 40]:
            raise forms.ValidationError(_("“%(word)s” is too long for a place.") % {"word": too_long[0][:20]})
        return words


class SeatForm(forms.Form):
    """Who gets a seat, and which."""

    use_required_attribute = False
    person = forms.ModelChoiceField(
        label=gettext_lazy("Who gets it"), queryset=Person.objects.none(), empty_label=gettext_lazy("choose")
    )
    role = forms.ChoiceField(label=gettext_lazy("Seat"), choices=Seat.Role.choices)
    origin = forms.ChoiceField(label=gettext_lazy("Where from"), choices=[*BLANK_CHOICE_DASH, *Seat.Origin.choices])

    def __init__(self, *args: Any, grid: Grid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_visit = Person.objects.filter(
            authority=grid.authority_id, is_active=True, groups__permissions__codename=codename(VISIT)
        )
        self.fields["person"].queryset = may_visit.distinct().order_by("name", "pk")  # type: ignore[attr-defined]

    def clean_role(self) -> Seat.Role:
        return Seat.Role(self.cleaned_data["role"])

    def clean_origin(self) -> Seat.Origin:
        return Seat.Origin(self.cleaned_data["origin"])


class EndForm(forms.Form):
    """Why a grid ends, and which one takes its companies."""

    use_required_attribute = False
    into = forms.ModelChoiceField(
        label=gettext_lazy("Merged into"),
        queryset=Grid.objects.none(),
        required=False,
        empty_label=gettext_lazy("closed: no company in it"),
    )
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=200)

    def __init__(self, *args: Any, grid: Grid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others_like(grid)  # type: ignore[attr-defined]


class TableForm(forms.Form):
    use_required_attribute = False
    table = forms.FileField(
        label=gettext_lazy("Table (XLSX, XLS, ODS or CSV)"), widget=forms.FileInput(attrs={"accept": ACCEPTED})
    )
