"""What a QR code of a certificate says: the link with number and check code, and the signed core behind it (F-6.3).

Anybody can print a code that leads to a page of their own: only a link to this portal is followed, or one whose core an
authority of this portal signed, as on papers from before the portal moved.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from licensing.certificates.checking.spelling import same_number
from papers.core import read_core


class NotOurs(Exception):
    """Nothing scanned is a code of a certificate of this portal; the message says what to do."""


def number_and_code(texts: Iterable[str]) -> tuple[str, str]:
    """Number and check code of the first code of ours among what was scanned. Raises NotOurs."""
    seen = list(texts)
    for text in seen:
        try:
            link = urlsplit(text) if text.isprintable() else urlsplit("")
        except ValueError:  # no address at all
            continue
        told = parse_qs(link.query)
        if not link.path.endswith(reverse("verify:verify")) or not {"number", "code"} <= told.keys():
            continue
        number, code, core = told["number"][0], told["code"][0], read_core(text)
        if link.fragment and (core is None or not same_number(number, core["number"])):
            raise NotOurs(_("The signed part of this QR code is not genuine. Do not rely on the paper."))
        if core is not None or link.netloc == urlsplit(settings.PUBLIC_URL).netloc:
            return number, code
    if seen:
        raise NotOurs(_("This is not the QR code of a certificate of this portal. Do not open its link."))
    raise NotOurs(
        _("No QR code could be read. Hold the camera straight above it, so that it fills half of the picture.")
    )
