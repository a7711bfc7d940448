"""The rooms' models, listed for Django; import them from their own modules."""

from hotline.bulletins.models import Bulletin, BulletinFigure, BulletinRelease, MonthlyTask, TaskStep
from hotline.care.application_models import (
    CareApplication,
    CareCheck,
    CareGrant,
    GrantEnd,
    HandOver,
    HardshipLookUp,
    Publicity,
)
from hotline.care.models import Programme, ProgrammeAccount, ProgrammeApproval, ProgrammeStep
from hotline.channels.models import Settled, Unclear
from hotline.desks.models import Desk, DeskEnd, DeskSeat, DeskSeatEnd
from hotline.insurance.letters.models import InsuranceLetter
from hotline.insurance.models import (
    CaseStep,
    InsuranceCase,
    Insurer,
    InsurerAnswer,
    InsurerPledge,
    PledgeWithdrawal,
)
from hotline.interviews.letters.models import InterviewLetter
from hotline.interviews.models import Interview, InterviewPromise, InterviewStep, PromiseOutcome, Round
from hotline.knowledge.models import AnswerRelease, AnswerVersion, Gram, KnowledgeEntry, OwnerWarned, Retirement
from hotline.measures.models import MeasureStep
from hotline.platforms.models import Platform, PlatformLeft, Pledge
from hotline.problems.models import LookedAt, Problem, ProblemStep, ProblemTicket
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
from hotline.tickets.models import CallDraft, Caller, Disclosure, Due, Standing, Ticket, TicketFile
from hotline.tickets.step_models import (
    Contact,
    Extension,
    ExtensionAnswer,
    OwedAnswer,
    Reply,
    ReplyReview,
    Sorted,
    SourceNotice,
    Transfer,
    TransferAnswer,
)

__all__ = [
    "AnswerRelease",
    "AnswerVersion",
    "Bulletin",
    "BulletinFigure",
    "BulletinRelease",
    "CallBack",
    "CallDraft",
    "CallTry",
    "Caller",
    "CareApplication",
    "CareCheck",
    "CareGrant",
    "CaseStep",
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
    "Gram",
    "GrantEnd",
    "HandOver",
    "HardshipLookUp",
    "InsuranceCase",
    "InsuranceLetter",
    "Insurer",
    "InsurerAnswer",
    "InsurerPledge",
    "Interview",
    "InterviewLetter",
    "InterviewPromise",
    "InterviewStep",
    "Joining",
    "KnowledgeEntry",
    "LedgerEntry",
    "LookedAt",
    "MeasureStep",
    "MonthlyTask",
    "OwedAnswer",
    "OwnerWarned",
    "Platform",
    "PlatformLeft",
    "Pledge",
    "PledgeWithdrawal",
    "Problem",
    "ProblemStep",
    "ProblemTicket",
    "Programme",
    "ProgrammeAccount",
    "ProgrammeApproval",
    "ProgrammeStep",
    "PromiseKept",
    "PromiseOutcome",
    "Publicity",
    "Redo",
    "Reply",
    "ReplyReview",
    "Retirement",
    "Round",
    "Settled",
    "Sorted",
    "SourceNotice",
    "Standing",
    "StrikeOff",
    "Supervision",
    "SupervisionAnswer",
    "TaskStep",
    "Ticket",
    "TicketFile",
    "TicketLetter",
    "TicketProcess",
    "Transfer",
    "TransferAnswer",
    "Unclear",
]
