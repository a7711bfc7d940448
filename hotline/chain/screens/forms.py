"""What is filled in about demands and seats."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority, Division
from accounts.people import Person
from accounts.typed.identifiers import normalise_mobile
from hotline.chain.models import Branch, ChainSeat, Demand
from hotline.chain.moving import Needed
from hotline.chain.nodes import chain_on
from hotline.chain.seats import COMMITTEE, SECRETARY
from hotline.rulebook.reading import EDITIONS

WORDS = ("theme", "kind", "words", "name", "phone")


class NeedForm(forms.Form):
    """What a driver needs, and how to be reached."""

    use_required_attribute = False
    branch = forms.ModelChoiceField(label=_("Branch"), queryset=Branch.objects.none())
    kind = forms.ChoiceField(label=_("Kind"))
    theme = forms.ChoiceField(label=_("Theme"))
    words = forms.CharField(label=_("What is needed?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    name = forms.CharField(label=_("Name of the driver"), max_length=80, required=False)
    phone = forms.CharField(
        label=_("Mobile number of the driver"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text=_("For the answer. Only the chain and the hotline can see it."),
    )

    def __init__(self, *args: Any, branches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        book = EDITIONS.newest
        fields: dict[str, Any] = self.fields
        fields["branch"].queryset = branches
        fields["kind"].choices = book.choices("types")
        fields["kind"].initial = "suggestion"
        fields["theme"].choices = book.choices("themes")
        fields["theme"].initial = "other"

    def needed(self) -> Needed:
        return Needed(**{name: self.cleaned_data[name] for name in WORDS})


class EnterForm(NeedForm):
    """The same for a driver somebody of the chain speaks for."""

    seat = forms.ModelChoiceField(label=_("Where you sit"), queryset=ChainSeat.objects.none())
    field_order = ("seat", "branch")

    def __init__(self, *args: Any, seats: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["seat"]
        field.queryset = seats
        field.label_from_instance = seat_name


def seat_name(seat: ChainSeat) -> str:
    """What a seat is called: its node, and its branch where it is one of a branch."""
    node = chain_on(timezone.localdate()).node(seat.node).name
    return f"{node} · {seat.branch.name}" if seat.branch else node


class FollowDemandForm(forms.Form):
    """Number and code, both told when it was entered."""

    use_required_attribute = False
    number = forms.CharField(label=_("Number of the demand"), max_length=20)
    code = forms.CharField(label=_("Code of the demand"), max_length=20)


class PassForm(forms.Form):
    """A note for the next node."""

    use_required_attribute = False
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, subject: Demand, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class AnswerForm(forms.Form):
    """The answer, as the driver reads it."""

    use_required_attribute = False
    words = forms.CharField(label=_("Answer to the driver"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, subject: Demand, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class PersonForm(forms.Form):
    """Somebody with an account, by the number they signed up with."""

    use_required_attribute = False
    phone = forms.CharField(label=_("Mobile number of their account"), max_length=30)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        number = normalise_mobile(str(cleaned.get("phone") or ""))
        found = list(Person.objects.filter(phone=number, is_active=True)[:2]) if number else []
        if number and len(found) != 1:
            self.add_error("phone", gettext("No account has this number."))
        cleaned["person"] = found[0] if len(found) == 1 else None
        return cleaned


class BranchForm(forms.Form):
    """A branch and its county."""

    use_required_attribute = False
    name = forms.CharField(label=_("Name of the branch"), max_length=80)
    division = forms.ModelChoiceField(label=_("County"), queryset=Division.objects.none())

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Division.objects.filter(city=authority.division_id) | Division.objects.filter(pk=authority.division_id)
        field: Any = self.fields["division"]
        field.queryset = rows.order_by("code")


class SeatForm(PersonForm):
    """A secretary of a branch, or somebody of the committee."""

    branch = forms.ModelChoiceField(
        label=_("Branch"), queryset=Branch.objects.none(), required=False, empty_label=_("the committee")
    )
    field_order = ("branch", "phone")

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["branch"]
        field.queryset = Branch.objects.filter(authority=authority)

    @property
    def node(self) -> str:
        return SECRETARY if self.cleaned_data.get("branch") else COMMITTEE
