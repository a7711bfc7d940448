"""What the journey of a licence adds to the menu."""

from django.utils.translation import gettext_lazy as _

from pages.menu import Entry

FILES = ("file_applications",)
OF_THE_APPLICANT = (
    Entry(title=_("My applications"), address="applications:list", permissions=FILES, pages=("applications:",)),
    Entry(title=_("My certificates"), address="certificates:wallet", permissions=FILES, pages=("certificates:",)),
)
DESK = Entry(
    title=_("Desk"),
    address="desk:queue",
    permissions=(
        "accept_applications",
        "review_applications",
        "decide_applications",
        "approve_extensions",
        "verify_commitments",
    ),
    pages=("desk:",),
)
AFTER_THE_GRANT = Entry(
    title=_("After the grant"),
    address="desk:verifications",
    permissions=("verify_commitments", "decide_applications"),
    pages=("desk:after_grant", "desk:after_act"),
)
REGISTER = Entry(
    title=_("Licence register"), address="register:list", permissions=("read_register",), pages=("register:",)
)
TEXTS = Entry(title=_("Texts of the letters"), address="texts:list", permissions=("edit_catalogue",), pages=("texts:",))
OF_WATCHERS = (
    Entry(title=_("Look-ups by account"), address="register:look_ups", permissions=("read_events",)),
    Entry(
        title=_("Open steps"),
        address="desk:steps",
        permissions=("hand_over_steps",),
        pages=("desk:hand_over_step",),
    ),
    Entry(title=_("Overdue"), address="register:overdue", permissions=("see_statistics",)),
)
OF_EVERYBODY = (
    Entry(title=_("Verify a certificate"), address="verify:verify"),
    Entry(title=_("Granted licences"), address="verify:publicity"),
)
