"""What somebody writes who applies, nominates, or handles care."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import Q, QuerySet
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Division
from accounts.typed.identifiers import validate_citizen_id, validate_mobile
from desk.fields import ManyFiles, OneOf, PastDay, Photos, offer
from hotline.care.application_models import Origin, Work
from hotline.care.applying import Asked
from hotline.care.models import Ground, Kind, Programme
from hotline.care.programmes import Written
from materials.uploads.rules import ACCEPTED
from pages.days import CountableDay


def _files(label: object, *, many: bool = True) -> Photos:
    widget = ManyFiles(attrs={"accept": ACCEPTED, "multiple": True} if many else {"accept": ACCEPTED})
    return Photos(label=label, required=False, widget=widget)


_CONSENT = {
    False: _("The driver agrees that these details are kept and used for this programme."),
    True: _(
        "The driver agrees that these details are kept and used for this programme and that the masked name is "
        "displayed publicly."
    ),
}
"""What is agreed to where no hardship is looked up, by whether the programme is displayed publicly."""


class ApplyForm(forms.Form):
    """An application; files only of somebody signed in, as they are kept under a name."""

    use_required_attribute = False
    name = forms.CharField(label=_("Name of the driver"), max_length=80)
    id_number = forms.CharField(label=_("ID number of the driver"), max_length=30, validators=[validate_citizen_id])
    phone = forms.CharField(label=_("Mobile number of the driver"), max_length=20, validators=[validate_mobile])
    county = OneOf(label=_("County"))
    work = forms.ChoiceField(label=_("Works as"), choices=[*BLANK_CHOICE_DASH, *Work.choices])
    ground = forms.ChoiceField(label=_("Why"), choices=[*BLANK_CHOICE_DASH, *Ground.choices])
    words = forms.CharField(
        label=_("What happened to the driver"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    has_consent = forms.BooleanField(
        label=_(
            "The driver agrees that civil affairs and the union are asked and that the masked "
            "name is displayed publicly."
        )
    )
    proofs = _files(_("Proof, only if you think no list has a record (PDF, JPG, PNG)"))

    def __init__(self, *args: Any, programme: Programme, is_signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["county"], counties_of(programme), named=_named)
        if programme.is_aid:
            grounds = [(code, label) for code, label in Ground.choices if code in programme.amounts]
            self.fields["ground"].choices = grounds  # type: ignore[attr-defined]
        else:
            del self.fields["ground"], self.fields["words"]
            # What is not done is not agreed to (PIPL art. 6): no list is read where hardship is no condition.
            self.fields["has_consent"].label = _CONSENT[programme.publicity_days > 0]
        if not programme.is_aid or not is_signed_in:
            del self.fields["proofs"]

    def asked(self) -> Asked:
        typed = self.cleaned_data
        return Asked(
            name=typed["name"],
            id_number=typed["id_number"],
            phone=typed["phone"],
            county=typed["county"],
            work=typed["work"],
            ground=typed.get("ground", Ground.NONE),
            words=typed.get("words", ""),
            has_consent=typed["has_consent"],
        )


class BranchForm(ApplyForm):
    """A nomination an officer takes down for a branch or a union."""

    origin = forms.ChoiceField(
        label=_("Who asked"), choices=[*BLANK_CHOICE_DASH, *((o.value, o.label) for o in (Origin.BRANCH, Origin.SELF))]
    )
    field_order = ("origin",)


def counties_of(programme: Programme) -> QuerySet[Division]:
    """The counties of a city's programme, or the one county of its own."""
    at = programme.authority.division_id
    return Division.objects.filter(Q(city=at) | Q(pk=at, city__isnull=False)).order_by("code")


def _named(county: Division) -> str:
    return county.name


class CodeForm(forms.Form):
    use_required_attribute = False
    code = forms.CharField(label=_("Code of the application"), max_length=30)


class ProgrammeForm(forms.Form):
    """A programme; the table of amounts is one field for each ground."""

    use_required_attribute = False
    code = forms.SlugField(label=_("Code"), max_length=40)
    name = forms.CharField(label=_("Name of the programme"), max_length=100)
    kind = forms.ChoiceField(label=_("What is given"), choices=[*BLANK_CHOICE_DASH, *Kind.choices])
    rule = forms.CharField(label=_("Who may have it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    source = forms.CharField(label=_("Document it rests on"), max_length=200)
    funder = forms.CharField(label=_("Who pays"), max_length=100)
    budget = forms.DecimalField(label=_("Budget in yuan"), max_digits=12, decimal_places=2, min_value=Decimal("0.01"))
    quota = forms.IntegerField(label=_("For how many"), min_value=1, max_value=100_000)
    publicity_days = forms.TypedChoiceField(
        label=_("Working days in public"),
        choices=[(days, str(days)) for days in (0, 3, 4, 5)],
        coerce=int,
        help_text=_("Hardship aid: three to five."),
    )
    opens_on = CountableDay(label=_("From"))
    closes_on = CountableDay(label=_("Last day to apply"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in Ground.choices:
            self.fields[f"amount_{code}"] = forms.DecimalField(
                label=_("Yuan for each: %(ground)s") % {"ground": label},
                required=False,
                max_digits=10,
                decimal_places=2,
                validators=[MinValueValidator(Decimal("0.01"))],
            )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        grounds = [code for code, _label in Ground.choices if typed.get(f"amount_{code}")]
        is_aid = typed.get("kind") == Kind.AID
        if is_aid and not 3 <= (typed.get("publicity_days") or 0) <= 5:
            self.add_error("publicity_days", _("Hardship aid is displayed publicly for three to five working days."))
        if typed.get("opens_on") and typed.get("closes_on") and typed["closes_on"] < typed["opens_on"]:
            self.add_error("closes_on", _("The end must be after the beginning."))
        if is_aid and (not grounds or Ground.NONE in grounds):
            self.add_error("amount_none", _("Hardship aid needs an amount for each ground, and none without a ground."))
        if typed.get("kind") and not is_aid and grounds != [Ground.NONE]:
            self.add_error("amount_none", _("Enter the cost per person here, and nothing at the other grounds."))
        return typed

    def written(self) -> Written:
        typed = self.cleaned_data
        names = ("code", "kind", "name", "rule", "source", "funder", "budget", "quota", "publicity_days", "opens_on")
        amounts = {code: typed[f"amount_{code}"] for code, _label in Ground.choices if typed.get(f"amount_{code}")}
        return Written(**{name: typed[name] for name in names}, closes_on=typed["closes_on"], amounts=amounts)


class AccountForm(forms.Form):
    use_required_attribute = False
    words = forms.CharField(label=_("Remark"), required=False, max_length=500)


class CheckForm(forms.Form):
    use_required_attribute = False
    is_eligible = forms.ChoiceField(
        label=_("Eligible"), choices=[("yes", _("yes")), ("no", _("no"))], widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("On what it rests"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    proofs = _files(_("Proof that was submitted (PDF, JPG, PNG)"))


class HandOverForm(forms.Form):
    """The receipt: by the kind of the programme."""

    use_required_attribute = False
    on = PastDay(label=_("On"))
    reference = forms.CharField(label=_("Reference of the bank"), max_length=60, required=False)
    signature = _files(_("Signed receipt (photo or PDF)"), many=False)
    photo = _files(_("Photo of the goods, not of the face"), many=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = {Kind.AID.value: ("reference",), Kind.GOODS.value: ("signature", "photo")}.get(kind, ())
        for name in ("reference", "signature", "photo"):
            if name not in wanted:
                del self.fields[name]


class ReasonForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(label=_("Why it was not collected"), max_length=300)
