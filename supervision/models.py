"""The rooms' models, listed for Django; import them from their own modules."""

from supervision.credit.codes.models import (
    Assessment,
    CodeChange,
    Confirmation,
    Drop,
    Objection,
    ObjectionDecision,
    Proposal,
    Round,
    TakenEffect,
    Void,
)
from supervision.credit.editions.models import DryRun, ModelEdition, ModelRelease
from supervision.credit.facts.models import CreditFact, FactEnd, FactInquiry
from supervision.credit.letters.models import CreditLetter
from supervision.credit.repairs.models import Repair, RepairAcceptance, RepairDecision
from supervision.credit.subjects.models import Subject
from supervision.draws.models import Draw, DrawObject, DrawResult, Replacement
from supervision.grids.models import Assignment, Grid, GridArea, GridEnd, Seat, SeatEnd
from supervision.inspections.flow.models import InspectionProcess
from supervision.inspections.letters.models import InspectionLetter
from supervision.inspections.models import (
    Approval,
    ChosenItem,
    CompanyInspection,
    Ending,
    Entry,
)
from supervision.inspections.programme.models import ProgrammeEdition, ProgrammeRelease
from supervision.inspections.result_models import (
    Rating,
    Recheck,
    Record,
    RecordAnswer,
    RectificationMissed,
    RectificationReport,
    Result,
    TurnedAway,
)
from supervision.limits.models import YearlyPlace
from supervision.officers.models import CertificateEnd, EnforcementCertificate, Interest, InterestEnd
from supervision.promises.models import Failing, FailingEnd, LastAsked, PassedOn, Probe, Reply
from supervision.reviews.models import ReviewedVehicle, ReviewLookUp, ReviewRequest, ReviewResult
from supervision.visits.models import (
    Need,
    NeedAnswer,
    PlanEnd,
    PlannedVisit,
    SetAside,
    SetAsideFile,
    Settled,
    Visit,
    VisitFile,
)

__all__ = [
    "Approval",
    "Assessment",
    "Assignment",
    "CertificateEnd",
    "ChosenItem",
    "CodeChange",
    "CompanyInspection",
    "Confirmation",
    "CreditFact",
    "CreditLetter",
    "Draw",
    "DrawObject",
    "DrawResult",
    "Drop",
    "DryRun",
    "Ending",
    "EnforcementCertificate",
    "Entry",
    "FactEnd",
    "FactInquiry",
    "Failing",
    "FailingEnd",
    "Grid",
    "GridArea",
    "GridEnd",
    "InspectionLetter",
    "InspectionProcess",
    "Interest",
    "InterestEnd",
    "LastAsked",
    "ModelEdition",
    "ModelRelease",
    "Need",
    "NeedAnswer",
    "Objection",
    "ObjectionDecision",
    "PassedOn",
    "PlanEnd",
    "PlannedVisit",
    "Probe",
    "ProgrammeEdition",
    "ProgrammeRelease",
    "Proposal",
    "Rating",
    "Recheck",
    "Record",
    "RecordAnswer",
    "RectificationMissed",
    "RectificationReport",
    "Repair",
    "RepairAcceptance",
    "RepairDecision",
    "Replacement",
    "Reply",
    "Result",
    "ReviewLookUp",
    "ReviewRequest",
    "ReviewResult",
    "ReviewedVehicle",
    "Round",
    "Seat",
    "SeatEnd",
    "SetAside",
    "SetAsideFile",
    "Settled",
    "Subject",
    "TakenEffect",
    "TurnedAway",
    "Visit",
    "VisitFile",
    "Void",
    "YearlyPlace",
]
