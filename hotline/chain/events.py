"""What can happen in the chain. Nobody of it is named, not even who did it: that stands in its own rows (F-10.17)."""

from django.utils.translation import gettext_lazy as _

from hotline.chain.nodes import EDITIONS
from trail.events import event, names

CHAIN = "chain"
"""Who did it, whoever it was."""
OPENED = event("chain.branch_opened", _("A branch of the demand chain was entered"))
SEATED = event("chain.seat", _("A seat of the demand chain was offered, taken, declined or left"))
MOVED = event("chain.moved", _("Demand %(number)s reached node %(chain_node)s"))
ANSWERED = event(
    "chain.answered", _("Demand %(number)s was answered at node %(chain_node)s; the answer goes back down")
)
names({"chain_node": lambda code: EDITIONS.newest.node(code).name})
