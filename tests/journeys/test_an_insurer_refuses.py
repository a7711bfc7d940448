"""An insurer refuses the compulsory cover of an electric truck: the regulator has the clue, the truck its policy."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hotline.insurance.models import InsuranceCase, Insurer, InsurerAnswer
from tests.factories import picture, staff

pytestmark = pytest.mark.django_db


def test_from_the_report_to_the_policy(catalogue):
    officer, owner = (Client(headers={"accept-language": "en"}) for _who in range(2))
    officer.force_login(staff("care", "care-officer", division="410800"))
    today = timezone.localdate().isoformat()
    for name in ("太行保险", "怀川保险"):
        officer.post(reverse("insurance:insurers"), {"name": name})
    first, second = Insurer.objects.order_by("pk")
    promised = {"text": "应保尽保", "channels": "网点", "contact": "车险部", "signed_on": today}
    officer.post(reverse("insurance:pledge", args=[first.pk]), promised)

    told = owner.post(
        reverse("insurance:report"),
        {
            "owner": "王德福", "phone": "13903910018", "plate": "豫H77777D", "drive": "battery", "use": "general",
            "gross_mass": "25000", "first_year": "2023", "claims": "1", "cover": "compulsory",
        },
    )  # fmt: skip
    code = told.text.partition('id="code">')[2].partition("<")[0].strip()
    case = InsuranceCase.objects.get()
    page, step = reverse("insurance:case", args=[case.pk]), reverse("insurance:step", args=[case.pk])
    officer.post(step, {"step": "sent"})
    refusal = {
        "insurer": first.pk, "asked_on": today, "answered_on": today, "channel": "offline", "answer": "refused",
        "reason": "quota", "words": "额度已满", "evidence": picture(),
    }  # fmt: skip
    officer.post(reverse("insurance:answer", args=[case.pk]), refusal)
    clue = officer.post(step, {"step": "regulator", "answer": InsurerAnswer.objects.get().pk}, follow=True).text
    quote = {
        "insurer": second.pk, "asked_on": today, "answered_on": today, "channel": "association", "answer": "quote",
        "premium": "950.00",
    }  # fmt: skip
    officer.post(reverse("insurance:answer", args=[case.pk]), quote)
    officer.post(step, {"step": "insured", "answer": InsurerAnswer.objects.latest("pk").pk})

    assert "breaks a pledge" in clue
    assert "with the regulator" in clue
    assert "insured" in owner.post(reverse("insurance:track"), {"code": code}).text
    assert "王德福" in officer.get(page).text
    figures = officer.get(reverse("insurance:insurers")).text
    assert "Clues to the regulator" in figures
    assert InsuranceCase.objects.get().state == "insured"
