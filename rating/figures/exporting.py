"""Services and ratings in the columns a provincial rating system takes (F-12.23, GB/T 39046-2020).

What names a person stands in no file: those columns are filled by the connection that encrypts them. The handling of
a bad rating is not told. `grade` counts as the standard does (1 is best), `satisfaction` as the platform does (5 is).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from django.utils import timezone

from rating.contract import days_of
from rating.figures.counting import settled_services
from rating.service_models import Service
from rating.wire import GBT_39046, PLATFORM, number_of

COLUMNS = (
    "taskId", "taskName", "taskHandleItem", "projectId", "proStatus", "proDepart", "proDepartId", "deptCode",
    "userName", "userCert", "certType", "subMatter", "serviceName", "serviceNumber", "serviceTime",
    "acceptDate", "resultDate", "eventType", "areaId", "areaName", "phoneNumber", "proManager", "proManagerNo",
    "evaluateTime", "pf", "grade", "satisfaction",
)  # fmt: skip
CLOSED = "3"
"""proStatus: what is not closed (1 awaiting acceptance, 2 accepted) is not told: its decision was not served."""
PERSON, ENTERPRISE = "1", "2"
"""subMatter: who was served."""
INTERNET = "1"
BATCH = 500


def rows(since: datetime.date, until: datetime.date) -> Iterator[Sequence[str]]:
    """The heading, then a row for each service of these days whose decision was served, the oldest first."""
    yield COLUMNS
    found = settled_services(since, until).select_related("authority__division", "company", "rating", "served_by")
    for service in found.order_by("pk").iterator(chunk_size=BATCH):
        told = _told(service)
        yield [told.get(column, "") for column in COLUMNS]


def _told(service: Service) -> dict[str, str]:
    days, company = days_of(service.subject), service.company
    told = {
        "taskId": service.item,
        "taskName": service.item_zh,
        "projectId": service.reference,
        "proStatus": CLOSED,
        "proDepart": service.authority.name_zh,
        "proDepartId": service.authority.division_id,
        "deptCode": service.authority.code,
        "serviceName": service.name,
        "serviceNumber": str(service.number),
        "serviceTime": _moment(service.at),
        "acceptDate": f"{days.accepted_on:%Y-%m-%d}" if days.accepted_on else "",
        "resultDate": f"{days.decided_on:%Y-%m-%d}" if days.decided_on else "",
        "eventType": INTERNET,
        "areaId": service.authority.division_id,
        "areaName": service.authority.division.name_zh,
    }
    if company is not None:
        told |= {"subMatter": PERSON if company.is_individual else ENTERPRISE}
        told |= {} if company.is_individual else {"userName": company.name, "userCert": company.uscc}
    given = service.given
    if given is not None:
        told |= {
            "evaluateTime": _moment(given.at),
            "pf": service.rules.channels[given.channel],
            "grade": str(number_of(given.grade, GBT_39046)),
            "satisfaction": str(number_of(given.grade, PLATFORM)),
        }
    return told


def _moment(at: datetime.datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}"
