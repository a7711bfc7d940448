"""What the authority did with an application, a module for each part of the way; all of it is imported from here."""

from licensing.decisions.models.checking import (
    Acceptance,
    CorrectionRequest,
    Review,
    SiteCheck,
    Transfer,
    VisitAnswer,
    VisitReport,
)
from licensing.decisions.models.ends import Decision, Delivery, Ending, Withdrawal
from licensing.decisions.models.hearings import (
    Announcement,
    HearingAnswer,
    HearingOffer,
    HearingRecord,
    HearingSummons,
    InterestedParty,
    PartyAnswer,
)
from licensing.decisions.models.letters import BEGINS_A_LIMIT, SEVERAL_TIMES, Letter, LetterCorrection
from licensing.decisions.models.limits import (
    LIMITS,
    Escalation,
    Extension,
    ExtensionDenial,
    ExtensionRequest,
    Pause,
    Resumption,
)

__all__ = [
    "BEGINS_A_LIMIT",
    "LIMITS",
    "SEVERAL_TIMES",
    "Acceptance",
    "Announcement",
    "CorrectionRequest",
    "Decision",
    "Delivery",
    "Ending",
    "Escalation",
    "Extension",
    "ExtensionDenial",
    "ExtensionRequest",
    "HearingAnswer",
    "HearingOffer",
    "HearingRecord",
    "HearingSummons",
    "InterestedParty",
    "Letter",
    "LetterCorrection",
    "PartyAnswer",
    "Pause",
    "Resumption",
    "Review",
    "SiteCheck",
    "Transfer",
    "VisitAnswer",
    "VisitReport",
    "Withdrawal",
]
