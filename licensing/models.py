"""The stages' models, listed for Django; import them from their own modules."""

from licensing.applications.models import (
    Application,
    Attachment,
    Commitment,
    Evidence,
    Submission,
    SubmittedVehicle,
    Waiver,
)
from licensing.certificates.models import (
    Certificate,
    CertificateCopy,
    CertificateState,
    IssueOrder,
    Publication,
)
from licensing.clock.models import CalendarDay
from licensing.decisions.models import Acceptance, Decision, Letter, Review, Withdrawal
from licensing.flow.models import LicensingProcess
from licensing.papers.models import Document
from licensing.papers.numbers import NumberSeries

__all__ = [
    "Acceptance",
    "Application",
    "Attachment",
    "CalendarDay",
    "Certificate",
    "CertificateCopy",
    "CertificateState",
    "Commitment",
    "Decision",
    "Document",
    "Evidence",
    "IssueOrder",
    "Letter",
    "LicensingProcess",
    "NumberSeries",
    "Publication",
    "Review",
    "Submission",
    "SubmittedVehicle",
    "Waiver",
    "Withdrawal",
]
