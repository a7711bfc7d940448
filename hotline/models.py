"""The rooms' models, listed for Django; import them from their own modules."""

from hotline.desks.models import Desk, DeskEnd, DeskSeat, DeskSeatEnd
from hotline.platforms.models import Platform, PlatformLeft, Pledge

__all__ = [
    "Desk",
    "DeskEnd",
    "DeskSeat",
    "DeskSeatEnd",
    "Platform",
    "PlatformLeft",
    "Pledge",
]
