"""What the hotline adds to the menu."""

from django.utils.translation import gettext_lazy as _

from accounts.permissions import (
    APPROVE_CARE,
    HANDLE_CARE,
    HANDLE_TICKETS,
    KEEP_KNOWLEDGE,
    LEAD_HOTLINE,
    LEAD_UNIT,
    READ_TICKETS,
    SEE_HOTLINE,
    TAKE_CALLS,
)
from pages.menu import Entry

TELL = Entry(
    title=_("Hotline 12328"), address="hear:tell", pages=("hear:", "chain:tell", "chain:follow", "afterwards:")
)
ANSWERS = Entry(title=_("Questions and answers"), address="knowledge:answers")
CARE = Entry(
    title=_("Care for drivers"),
    address="care:programmes",
    pages=("care:programme", "care:apply", "care:nominate", "care:track"),
)
INSURANCE = Entry(title=_("No insurer for a truck"), address="insurance:report", pages=("insurance:track",))
OF_STAFF = (
    Entry(title=_("Take a call"), address="tickets:new", permissions=(TAKE_CALLS,)),
    Entry(title=_("Calls"), address="telephone:list", permissions=(READ_TICKETS,), pages=("telephone:",)),
    Entry(
        title=_("Tickets"),
        address="tickets:list",
        permissions=(READ_TICKETS, HANDLE_TICKETS),
        pages=("tickets:ticket",),
    ),
    Entry(
        title=_("Channels of the hotline"), address="channels:list", permissions=(READ_TICKETS,), pages=("channels:",)
    ),
    Entry(
        title=_("The hotline in figures"),
        address="hotline_figures:list",
        permissions=(SEE_HOTLINE, READ_TICKETS),
        pages=("hotline_figures:",),
    ),
    Entry(
        title=_("Bulletins of the hotline"),
        address="bulletins:list",
        permissions=(SEE_HOTLINE, READ_TICKETS, LEAD_UNIT),
        pages=("bulletins:bulletin", "bulletins:rows"),
    ),
    Entry(
        title=_("Tasks of the monthly review"),
        address="bulletins:tasks",
        permissions=(SEE_HOTLINE, READ_TICKETS, HANDLE_TICKETS),
        pages=("bulletins:task",),
    ),
    Entry(
        title=_("Problems behind the tickets"),
        address="problems:list",
        permissions=(SEE_HOTLINE, READ_TICKETS, HANDLE_TICKETS),
        pages=("problems:problem",),
    ),
    Entry(
        title=_("Interviews"),
        address="interviews:list",
        permissions=(READ_TICKETS,),
        pages=("interviews:interview",),
    ),
    Entry(
        title=_("Five pain points, seventeen measures"),
        address="measures:list",
        permissions=(SEE_HOTLINE, READ_TICKETS),
        pages=("measures:step",),
    ),
    Entry(title=_("Branches of the demand chain"), address="chain:office", permissions=(LEAD_HOTLINE,)),
    Entry(
        title=_("Insurance cases"),
        address="insurance:list",
        permissions=(HANDLE_CARE,),
        pages=("insurance:case",),
    ),
    Entry(
        title=_("Insurers and pledges"),
        address="insurance:insurers",
        permissions=(HANDLE_CARE, SEE_HOTLINE),
        pages=("insurance:pledge", "insurance:withdraw"),
    ),
    Entry(
        title=_("Care programmes"),
        address="care:office",
        permissions=(HANDLE_CARE, APPROVE_CARE, SEE_HOTLINE),
        pages=("care:office_programme", "care:write", "care:take_down"),
    ),
    Entry(
        title=_("Applications for care"),
        address="care:applications",
        permissions=(HANDLE_CARE,),
        pages=("care:application",),
    ),
    Entry(
        title=_("Knowledge of the hotline"),
        address="knowledge:list",
        permissions=(KEEP_KNOWLEDGE, READ_TICKETS),
        pages=("knowledge:entry", "knowledge:write", "knowledge:rewrite"),
    ),
    Entry(
        title=_("Freight platforms"),
        address="platforms:list",
        permissions=(READ_TICKETS,),
        pages=("platforms:platform", "platforms:enter"),
    ),
    Entry(title=_("Desks of the hotline"), address="desks:list", permissions=(READ_TICKETS,), pages=("desks:desk",)),
)
