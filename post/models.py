"""The post's models, listed for Django; import them from their own modules."""

from post.addresses.models import AddressChange, AddressProof
from post.questions.models import CodedQuestion, QuestionPost
from post.talks.models import Note, Talk, TalkMessage, TalkReading, TalkTurn
from post.telling.doubts import DoubtfulAddress
from post.telling.models import Cursor, Delivery, DeliveryStep, Message, Missed
from post.wording.models import PostText, PostTextApproval

__all__ = [
    "AddressChange",
    "AddressProof",
    "CodedQuestion",
    "Cursor",
    "Delivery",
    "DeliveryStep",
    "DoubtfulAddress",
    "Message",
    "Missed",
    "Note",
    "PostText",
    "PostTextApproval",
    "QuestionPost",
    "Talk",
    "TalkMessage",
    "TalkReading",
    "TalkTurn",
]
