"""The people and bodies of the portal, listed for Django; import them from their own modules."""

from accounts.authorities import Authority, Division
from accounts.companies import Company, Membership
from accounts.duties import Duty
from accounts.people import Person

__all__ = ["Authority", "Company", "Division", "Duty", "Membership", "Person"]
