"""The rooms' models, listed for Django; import them from their own modules."""

from hotline.desks.models import Desk, DeskEnd, DeskSeat, DeskSeatEnd
from hotline.platforms.models import Platform, PlatformLeft, Pledge
from hotline.tickets.end_models import (
    CallBack,
    CallTry,
    FinalAnswer,
    Joining,
    LedgerEntry,
    PromiseKept,
    Redo,
    StrikeOff,
    Supervision,
    SupervisionAnswer,
)
from hotline.tickets.flow.models import TicketProcess
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.models import Caller, Disclosure, Due, Standing, Ticket, TicketFile
from hotline.tickets.step_models import (
    Contact,
    Extension,
    ExtensionAnswer,
    Reply,
    ReplyReview,
    Sorted,
    Transfer,
    TransferAnswer,
)

__all__ = [
    "CallBack",
    "CallTry",
    "Caller",
    "Contact",
    "Desk",
    "DeskEnd",
    "DeskSeat",
    "DeskSeatEnd",
    "Disclosure",
    "Due",
    "Extension",
    "ExtensionAnswer",
    "FinalAnswer",
    "Joining",
    "LedgerEntry",
    "Platform",
    "PlatformLeft",
    "Pledge",
    "PromiseKept",
    "Redo",
    "Reply",
    "ReplyReview",
    "Sorted",
    "Standing",
    "StrikeOff",
    "Supervision",
    "SupervisionAnswer",
    "Ticket",
    "TicketFile",
    "TicketLetter",
    "TicketProcess",
    "Transfer",
    "TransferAnswer",
]
