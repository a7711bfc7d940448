"""The people and bodies of the portal, listed for Django; import them from their own modules."""

from accounts.authorities import Authority, Division
from accounts.choices.choice import Choice
from accounts.choices.saved import SavedView
from accounts.people import Person
from accounts.represented.companies import Company, Membership
from accounts.represented.real_name import RealNameChallenge, RealNameProof
from accounts.signing_in.credentials import (
    CredentialApproval,
    CredentialDrop,
    CredentialRequest,
    SetUpCode,
    SetUpCodeUse,
)
from accounts.signing_in.throttle import Tries
from accounts.staffing.absence import Absence, AbsenceEnd
from accounts.staffing.duties import Duty
from accounts.teams.models import Member, MemberEnd, Team, TeamEnd

__all__ = [
    "Absence",
    "AbsenceEnd",
    "Authority",
    "Choice",
    "Company",
    "CredentialApproval",
    "CredentialDrop",
    "CredentialRequest",
    "Division",
    "Duty",
    "Member",
    "MemberEnd",
    "Membership",
    "Person",
    "RealNameChallenge",
    "RealNameProof",
    "SavedView",
    "SetUpCode",
    "SetUpCodeUse",
    "Team",
    "TeamEnd",
    "Tries",
]
