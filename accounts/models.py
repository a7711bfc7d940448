"""The people and bodies of the portal, listed for Django; import them from their own modules."""

from accounts.absence import Absence, AbsenceEnd
from accounts.authorities import Authority, Division
from accounts.companies import Company, Membership
from accounts.credentials import (
    CredentialApproval,
    CredentialDrop,
    CredentialRequest,
    SetUpCode,
    SetUpCodeUse,
)
from accounts.duties import Duty
from accounts.people import Person
from accounts.real_name import RealNameChallenge, RealNameProof
from accounts.throttle import Tries

__all__ = [
    "Absence",
    "AbsenceEnd",
    "Authority",
    "Company",
    "CredentialApproval",
    "CredentialDrop",
    "CredentialRequest",
    "Division",
    "Duty",
    "Membership",
    "Person",
    "RealNameChallenge",
    "RealNameProof",
    "SetUpCode",
    "SetUpCodeUse",
    "Tries",
]
