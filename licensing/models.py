"""The stages' models, listed for Django; import them from their own modules."""

from licensing.allocation.models import Allocation, AllocationEdition, AllocationRelease
from licensing.applications.agreements.models import VehicleAgreement
from licensing.applications.cosigning.models import CosignAnswer, CosignRequest
from licensing.applications.counter.models import (
    CounterSignature,
    CounterSubmission,
    CounterVisit,
    CounterVisitEnd,
    TypedAtCounter,
)
from licensing.applications.models.application import (
    Amendment,
    Application,
    ProcedureChange,
    Submission,
    SubmittedVehicle,
    TakeOver,
)
from licensing.applications.models.attachments import Attachment
from licensing.applications.models.bundles import ExternalStep
from licensing.applications.models.credit import CreditEntry, CreditRepair
from licensing.applications.models.evidence import Evidence, FactCheck, Found, Waiver
from licensing.applications.models.promises import Commitment, Promised
from licensing.auditing.samples.models import Sample
from licensing.casework.marking.models import CaseMark
from licensing.certificates.models import (
    Certificate,
    CertificateCopy,
    CertificateState,
    IssueOrder,
    Publication,
)
from licensing.decisions.models.checking import Acceptance, CorrectionRequest, Review, SiteCheck, Transfer
from licensing.decisions.models.ends import Decision, Delivery, Ending, Withdrawal
from licensing.decisions.models.hearings import HearingAnswer, HearingOffer, HearingRecord
from licensing.decisions.models.letters import Letter
from licensing.decisions.models.limits import Escalation, Extension, Pause, Resumption
from licensing.decisions.serving.models import Service, ServiceConsent
from licensing.decisions.standing.models import CaseStanding
from licensing.flow.models import AfterGrantProcess, BundleProcess, LicensingProcess
from licensing.offers.models import Night, Offer, OfferEnd, Turn
from licensing.register.models import Place
from licensing.talking.models import TalkFile
from licensing.telling.models import Forewarning, WarningRun
from licensing.verification.models import (
    DirectEnd,
    Inquiry,
    InquiryDecision,
    InquiryHearing,
    Inspection,
    Rectification,
    Statement,
    Verification,
)

__all__ = [
    "Acceptance",
    "AfterGrantProcess",
    "Allocation",
    "AllocationEdition",
    "AllocationRelease",
    "Amendment",
    "Application",
    "Attachment",
    "BundleProcess",
    "CaseMark",
    "CaseStanding",
    "Certificate",
    "CertificateCopy",
    "CertificateState",
    "Commitment",
    "CorrectionRequest",
    "CosignAnswer",
    "CosignRequest",
    "CounterSignature",
    "CounterSubmission",
    "CounterVisit",
    "CounterVisitEnd",
    "CreditEntry",
    "CreditRepair",
    "Decision",
    "Delivery",
    "DirectEnd",
    "Ending",
    "Escalation",
    "Evidence",
    "Extension",
    "ExternalStep",
    "FactCheck",
    "Forewarning",
    "Found",
    "HearingAnswer",
    "HearingOffer",
    "HearingRecord",
    "Inquiry",
    "InquiryDecision",
    "InquiryHearing",
    "Inspection",
    "IssueOrder",
    "Letter",
    "LicensingProcess",
    "Night",
    "Offer",
    "OfferEnd",
    "Pause",
    "Place",
    "ProcedureChange",
    "Promised",
    "Publication",
    "Rectification",
    "Resumption",
    "Review",
    "Sample",
    "Service",
    "ServiceConsent",
    "SiteCheck",
    "Statement",
    "Submission",
    "SubmittedVehicle",
    "TakeOver",
    "TalkFile",
    "Transfer",
    "Turn",
    "TypedAtCounter",
    "VehicleAgreement",
    "Verification",
    "Waiver",
    "WarningRun",
    "Withdrawal",
]
