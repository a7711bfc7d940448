"""What questions are about: the themes of the hotline (domain F-10.9), as a caller would look for them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TOPICS = {
    "licence": _("Licences, certificates, yearly review"),
    "pay": _("Freight that is not paid"),
    "enforcement": _("Inspections and penalties"),
    "overload": _("Overload control"),
    "passage": _("Tolls, green channel, closed roads"),
    "platform": _("Freight platforms"),
    "insurance": _("Insurance"),
    "care": _("Help for drivers"),
    "hotline": _("How the hotline works"),
}
TOPIC_CHOICES = list(TOPICS.items())
