"""What the journey of a licence adds to the menu."""

from django.utils.translation import gettext_lazy as _

from accounts.permissions import (
    ACCEPT,
    APPROVE_EXTENSIONS,
    DECIDE,
    EDIT_CATALOGUE,
    FILE,
    HAND_OVER,
    READ_EVENTS,
    READ_REGISTER,
    REVIEW,
    SEE_STATISTICS,
    VERIFY,
)
from pages.menu import Entry

FILES = (FILE,)
OF_THE_APPLICANT = (
    Entry(title=_("My applications"), address="applications:list", permissions=FILES, pages=("applications:",)),
    Entry(title=_("My certificates"), address="certificates:wallet", permissions=FILES, pages=("certificates:",)),
    Entry(title=_("Our vehicles"), address="fleet:list", permissions=FILES, pages=("fleet:",)),
)
DESK = Entry(
    title=_("Desk"),
    address="desk:queue",
    permissions=(
        ACCEPT,
        REVIEW,
        DECIDE,
        APPROVE_EXTENSIONS,
        VERIFY,
    ),
    pages=("desk:",),
)
COUNTER = Entry(title=_("Counter"), address="counter:page", permissions=(ACCEPT,), pages=("counter:",))
AFTER_THE_GRANT = Entry(
    title=_("After the grant"),
    address="desk:verifications",
    permissions=(VERIFY, DECIDE),
    pages=("desk:after_grant", "desk:after_act"),
)
REGISTER = Entry(
    title=_("Licence register"),
    address="register:list",
    permissions=(READ_REGISTER,),
    pages=("register:", "findings:", "samples:"),
)
TEXTS = Entry(title=_("Texts of the letters"), address="texts:list", permissions=(EDIT_CATALOGUE,), pages=("texts:",))
OF_WATCHERS = (
    Entry(title=_("Look-ups by account"), address="register:look_ups", permissions=(READ_EVENTS,)),
    Entry(
        title=_("Open steps"),
        address="desk:steps",
        permissions=(HAND_OVER,),
        pages=("desk:hand_over_step",),
    ),
    Entry(title=_("Allocation of steps"), address="allocation:list", permissions=(HAND_OVER,), pages=("allocation:",)),
    Entry(
        title=_("Licensing in figures"), address="dashboard:page", permissions=(SEE_STATISTICS,), pages=("dashboard:",)
    ),
    Entry(
        title=_("Grants for credit platforms"),
        address="reporting:page",
        permissions=(SEE_STATISTICS,),
        pages=("reporting:",),
    ),
    Entry(title=_("Overdue"), address="register:overdue", permissions=(SEE_STATISTICS,)),
)
OF_EVERYBODY = (
    Entry(title=_("Verify a certificate"), address="verify:verify"),
    Entry(title=_("Granted licences"), address="verify:publicity"),
)
