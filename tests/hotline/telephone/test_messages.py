"""A message of an exchange is read field by field, and what is wrong is named."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from hotline.channels.exchange.messages import NotUnderstood
from hotline.telephone.messages import understood
from registry.telephone import words


@pytest.mark.parametrize(
    ("wrong", "pointer", "code"),
    [
        ({"event": "held"}, "/event", "unknown-code"),
        ({"at": "2026-11-30T10:00:00"}, "/at", "wrong-form"),
        ({"at": "2099-01-01T00:00:00+08:00"}, "/at", "in-the-future"),
        ({"at": "9999-12-31T23:59:59-08:00"}, "/at", "wrong-form"),
        ({"started_at": "0001-01-01T00:00:00+08:00"}, "/started_at", "wrong-form"),
        ({"external": "PBX-1\n"}, "/external", "wrong-form"),
        ({"at": "2020-01-01T00:00:00+08:00"}, "/at", "before-it-began"),
        ({"caller": {"phone": "打错"}}, "/caller/phone", "wrong-form"),
        ({"caller": "13839112233"}, "/caller", "wrong-type"),
        ({"event": "recording"}, "/recording", "missing"),
        ({"agent": "a b"}, "/agent", "wrong-form"),
    ],
)
def test_a_wrong_field_is_named(wrong, pointer, code):
    began = timezone.now() - datetime.timedelta(minutes=3)
    right = words("PBX-1", phone="13839112233", agent="operator", began=began)[0]

    with pytest.raises(NotUnderstood) as caught:
        understood("exchange", {**right, **wrong})

    assert caught.value.reasons == [{"pointer": pointer, "code": code}]


def test_every_missing_field_is_named_at_once():
    with pytest.raises(NotUnderstood) as caught:
        understood("exchange", {})

    assert [one["pointer"] for one in caught.value.reasons] == ["/at", "/event", "/external", "/started_at"]
