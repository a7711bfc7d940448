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
from supervision.credit.letters.models import CreditLetter, CreditService
from supervision.credit.repairs.models import Repair, RepairAcceptance, RepairDecision, RepairExtension
from supervision.credit.subjects.models import Subject
from supervision.draws.models import Draw, DrawObject, DrawResult, Replacement
from supervision.encounters.captures.models import (
    Capture,
    CaptureFile,
    CaptureWords,
    EncounterAside,
    EncounterAsideFile,
    EncounterAsideSettled,
)
from supervision.encounters.follow_up_models import ClueAnswer, ClueReference, FollowUp, HeadReasons
from supervision.encounters.letters.models import EncounterLetter, EncounterService, LetterWords
from supervision.encounters.models import Anonymised, Encounter, LookUp, Met, Outcome, Proof, Said
from supervision.encounters.no_penalty.models import NoPenaltyEdition, NoPenaltyRelease
from supervision.encounters.pledges.models import Pledge
from supervision.grids.models import Assignment, Grid, GridArea, GridEnd, Seat, SeatEnd
from supervision.inspections.flow.models import InspectionProcess
from supervision.inspections.letters.models import InspectionLetter, InspectionService
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
    RecordFile,
    RectificationMissed,
    RectificationReport,
    Result,
    TurnedAway,
)
from supervision.limits.models import PlaceAsked, YearlyPlace
from supervision.officers.models import CertificateEnd, EnforcementCertificate, Interest, InterestEnd
from supervision.promises.models import Failing, FailingEnd, LastAsked, PassedOn, Probe, Reply
from supervision.reviews.models import ReviewedVehicle, ReviewLookUp, ReviewRequest, ReviewResult
from supervision.serving.models import ServiceAgreement
from supervision.visits.clues.models import VisitClue, VisitClueAnswer
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
    "Anonymised",
    "Approval",
    "Assessment",
    "Assignment",
    "Capture",
    "CaptureFile",
    "CaptureWords",
    "CertificateEnd",
    "ChosenItem",
    "ClueAnswer",
    "ClueReference",
    "CodeChange",
    "CompanyInspection",
    "Confirmation",
    "CreditFact",
    "CreditLetter",
    "CreditService",
    "Draw",
    "DrawObject",
    "DrawResult",
    "Drop",
    "DryRun",
    "Encounter",
    "EncounterAside",
    "EncounterAsideFile",
    "EncounterAsideSettled",
    "EncounterLetter",
    "EncounterService",
    "Ending",
    "EnforcementCertificate",
    "Entry",
    "FactEnd",
    "FactInquiry",
    "Failing",
    "FailingEnd",
    "FollowUp",
    "Grid",
    "GridArea",
    "GridEnd",
    "HeadReasons",
    "InspectionLetter",
    "InspectionProcess",
    "InspectionService",
    "Interest",
    "InterestEnd",
    "LastAsked",
    "LetterWords",
    "LookUp",
    "Met",
    "ModelEdition",
    "ModelRelease",
    "Need",
    "NeedAnswer",
    "NoPenaltyEdition",
    "NoPenaltyRelease",
    "Objection",
    "ObjectionDecision",
    "Outcome",
    "PassedOn",
    "PlaceAsked",
    "PlanEnd",
    "PlannedVisit",
    "Pledge",
    "Probe",
    "ProgrammeEdition",
    "ProgrammeRelease",
    "Proof",
    "Proposal",
    "Rating",
    "Recheck",
    "Record",
    "RecordAnswer",
    "RecordFile",
    "RectificationMissed",
    "RectificationReport",
    "Repair",
    "RepairAcceptance",
    "RepairDecision",
    "RepairExtension",
    "Replacement",
    "Reply",
    "Result",
    "ReviewLookUp",
    "ReviewRequest",
    "ReviewResult",
    "ReviewedVehicle",
    "Round",
    "Said",
    "Seat",
    "SeatEnd",
    "ServiceAgreement",
    "SetAside",
    "SetAsideFile",
    "Settled",
    "Subject",
    "TakenEffect",
    "TurnedAway",
    "Visit",
    "VisitClue",
    "VisitClueAnswer",
    "VisitFile",
    "Void",
    "YearlyPlace",
]
