"""What companies and administrators type: checked here, acted on elsewhere."""

from __future__ import annotations

import datetime
import unicodedata
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority, Division
from accounts.people import Person
from accounts.roles import STAFF_ROLES, Role, incompatible
from accounts.signing_in.usernames import normalise_username
from accounts.typed.identifiers import (
    normalise_citizen_id,
    normalise_mobile,
    normalise_uscc,
    validate_citizen_id,
    validate_mobile,
    validate_uscc,
)
from pages.days import CountableDay
from pages.sentences import in_a_row

_CODE_ATTRS = {"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}


class AddCompanyForm(forms.Form):
    """A company's code; the account's proved identity shows who speaks for it."""

    uscc = forms.CharField(
        label=_("Unified social credit code"),
        max_length=40,
        help_text=_("18 characters, on the business licence. The business register fills in the rest."),
        validators=[validate_uscc],
        widget=forms.TextInput(attrs=_CODE_ATTRS),
    )

    def clean_uscc(self) -> str:
        return normalise_uscc(self.cleaned_data["uscc"])


class IdentityForm(forms.Form):
    """Whose telephone the identity service calls."""

    use_required_attribute = False
    id_number = forms.CharField(
        label=_("Your ID number"),
        max_length=40,
        help_text=_("Compared with your name by the identity service and stored encrypted."),
        validators=[validate_citizen_id],
        widget=forms.TextInput(attrs=_CODE_ATTRS),
    )

    def clean_id_number(self) -> str:
        return normalise_citizen_id(self.cleaned_data["id_number"])


class CodeForm(forms.Form):
    """The code that came by text message."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Code from your telephone"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        return unicodedata.normalize("NFKC", self.cleaned_data["code"]).replace(" ", "")


class CounterIdentityForm(IdentityForm):
    """Who stands at the counter, and by which card; with a company where its business licence is shown too."""

    username = forms.CharField(
        label=_("User name of the visitor"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    uscc = forms.CharField(
        label=_("Unified social credit code of their company"),
        max_length=40,
        required=False,
        help_text=_("Only if they show its business licence and are its legal representative."),
        validators=[validate_uscc],
        widget=forms.TextInput(attrs=_CODE_ATTRS),
    )
    seen = forms.BooleanField(label=_("The person is here in front of me and has shown the original identity card."))

    field_order = ["username", "id_number", "uscc", "seen"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["id_number"].label = _("ID number on the card")
        self.fields["id_number"].help_text = _("Stored encrypted.")

    def clean_username(self) -> Person:
        return applicant_named(self.cleaned_data["username"])

    def clean_uscc(self) -> str:
        return normalise_uscc(self.cleaned_data["uscc"]) if self.cleaned_data["uscc"] else ""


class AsMyselfForm(forms.Form):
    """Where a person lives: that is whose authority is competent."""

    division = forms.ModelChoiceField(
        label=_("Where you live"), queryset=Division.objects.filter(authority__is_active=True).order_by("code")
    )


def applicant_named(username: str) -> Person:
    """The applicant of that user name; staff and switched-off accounts look as if they did not exist.

    Raises ValidationError.
    """
    found = Person.objects.filter(username__iexact=username.strip(), is_active=True, authority=None).first()
    if found is None:
        raise ValidationError(_("There is no applicant account with this user name."), code="unknown")
    return found


class DelegationForm(forms.Form):
    """Who may act for the company, and until when."""

    username = forms.CharField(
        label=_("User name of the handler"),
        max_length=150,
        help_text=_("Ask them to register an account first and tell you the user name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    until = CountableDay(
        label=_("Last day of the delegation"),
        help_text=_("No later than one year from today."),
    )

    def clean_username(self) -> Person:
        return applicant_named(self.cleaned_data["username"])

    def clean_until(self) -> datetime.date:
        until: datetime.date = self.cleaned_data["until"]
        today = timezone.localdate()
        if until < today:
            raise ValidationError(_("Choose today or a later day."), code="past")
        if until > today + datetime.timedelta(days=366):
            raise ValidationError(_("A delegation can last one year at most."), code="far")
        return until


class RolesForm(forms.Form):
    """The roles of a colleague."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[(role.value, role.label) for role in STAFF_ROLES],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Handling cases, supervising or auditing them, and administering accounts are kept apart."),
    )

    def clean_roles(self) -> set[Role]:
        roles = {Role(value) for value in self.cleaned_data["roles"]}
        if incompatible(roles):
            raise ValidationError(
                _("One person cannot both handle cases and audit, supervise or administer."), code="incompatible"
            )
        return roles


class SetUpForm(forms.Form):
    """The owner of an account chooses its password; nobody else ever knows it."""

    use_required_attribute = False
    password1 = forms.CharField(
        label=_("New password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        label=_("New password again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person
        self.fields["password1"].help_text = in_a_row(password_validators_help_texts())

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, self._person)
        return password

    def clean_password2(self) -> str:
        again: str = self.cleaned_data["password2"]
        if "password1" in self.cleaned_data and again != self.cleaned_data["password1"]:
            raise ValidationError(_("The two passwords do not match."), code="differs")
        return again


class StaffForm(RolesForm):
    """A new colleague."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        validators=list(Person._meta.get_field("username").validators),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(label=_("Name"), max_length=80)
    phone = forms.CharField(label=_("Mobile number"), max_length=20, validators=[validate_mobile])
    authority = forms.ModelChoiceField(label=_("Authority"), queryset=Authority.objects.none(), empty_label=None)

    field_order = ["name", "phone", "authority", "username", "roles"]

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]

    def clean_username(self) -> str:
        username = normalise_username(self.cleaned_data["username"])
        if Person.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("This user name is already taken. Choose another one."), code="taken")
        return username

    def clean_phone(self) -> str:
        return normalise_mobile(self.cleaned_data["phone"])
