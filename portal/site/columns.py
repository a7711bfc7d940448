"""The public pages by column, as government sites name them: for `<meta>`, site map and `sitemap.xml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Column:
    """`address` names a page open to everybody; `kind` is the standard's own word."""

    address: str
    name: Any
    description: Any
    keywords: Any
    kind: Any


SERVICE, PUBLICITY, EXCHANGE = (
    _("government services"),
    _("government affairs made public"),
    _("exchange with the public"),
)

COLUMNS: tuple[Column, ...] = (
    Column(
        address="home",
        name=_("Home"),
        description=_("Apply for the road freight licence online, verify certificates and follow an application."),
        keywords=_("road freight licence, notification and commitment, online application"),
        kind=SERVICE,
    ),
    Column(
        address="services:list",
        name=_("Services"),
        description=_("Every item with its conditions, materials, steps and time limits."),
        keywords=_("service guide, materials, time limit, one thing"),
        kind=SERVICE,
    ),
    Column(
        address="verify:verify",
        name=_("Verify a certificate"),
        description=_("Whether a certificate is genuine and in force: by number and check code, PDF or QR code."),
        keywords=_("certificate, verification, check code"),
        kind=SERVICE,
    ),
    Column(
        address="applications:track",
        name=_("Track by receipt number"),
        description=_("See the progress of your case."),
        keywords=_("progress, receipt number"),
        kind=SERVICE,
    ),
    Column(
        address="verify:publicity",
        name=_("Granted licences"),
        description=_("Administrative licences as they are made public within seven working days of the decision."),
        keywords=_("administrative licence, publicity"),
        kind=PUBLICITY,
    ),
    Column(
        address="draws:list",
        name=_("Random draws"),
        description=_("Each draw of who is inspected and by whom, with list, seed and a script that draws it again."),
        keywords=_("random inspection, draw, publicity"),
        kind=PUBLICITY,
    ),
    Column(
        address="statistics",
        name=_("Statistics"),
        description=_(
            "What the catalogue promises and what actually happened: counted from decided cases, never typed in."
        ),
        keywords=_("materials waived, steps, time to decision"),
        kind=PUBLICITY,
    ),
    Column(
        address="rated:list",
        name=_("How people were served"),
        description=_("What people say of how they were served, by item and authority, fair with small numbers."),
        keywords=_("rating, satisfaction, government service"),
        kind=PUBLICITY,
    ),
    Column(
        address="site:help",
        name=_("Help"),
        description=_("How to find a service, apply, follow a case, verify a certificate and complain."),
        keywords=_("help, how to apply"),
        kind=EXCHANGE,
    ),
    Column(
        address="site:glossary",
        name=_("Glossary"),
        description=_("What the words of this site mean, with the article behind each."),
        keywords=_("glossary, terms"),
        kind=EXCHANGE,
    ),
    Column(
        address="site:accessibility",
        name=_("Accessibility"),
        description=_(
            "How this site is made accessible to everyone, what is known not to work yet, and who to contact."
        ),
        keywords=_("accessibility, large type, keyboard, screen reader"),
        kind=EXCHANGE,
    ),
    Column(
        address="site:map",
        name=_("Site map"),
        description=_("All public pages of this site."),
        keywords=_("site map"),
        kind=EXCHANGE,
    ),
)

BY_ADDRESS = {column.address: column for column in COLUMNS}
