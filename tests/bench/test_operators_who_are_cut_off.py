"""What the drill of the hotline counts as recorded is recorded, once, whatever was cut off and whatever comes late."""

import secrets

import pytest
from django.urls import reverse

from bench.drills.operators import AGAIN, Operator
from hotline.tickets.doing.drafting import Seen, save_draft
from hotline.tickets.models import CallDraft, Ticket
from tests.hotline.crew import Crew

pytestmark = pytest.mark.django_db
FACTS, EARLIER = "DRILL-07-1", "DRILL-07-0"


class Line:
    """To the portal; `cut` are the acts whose answer does not arrive, `lost` those that do not even get there."""

    def __init__(self, client, *, cut=(), lost=(), before=None):
        self.client, self.cut, self.lost = client, list(cut), list(lost)
        self.before = before or {}
        self.met = []

    def ask(self, method, address, sent):
        what = "accept" if "act" in sent else "beside" if "beside" in address else ""
        if what in self.lost:
            self.lost.remove(what)
            return None
        self.before.pop(what, lambda: None)()
        answer = self.client.generic(method, address) if method == "GET" else self.client.post(address, sent)
        if what in self.cut:
            self.cut.remove(what)
            self.before.pop(f"after {what}", lambda: None)()
            return None
        return answer if answer.status_code in (200, 302) else None


@pytest.fixture
def crew(world):
    return Crew()


@pytest.fixture
def client(client, crew):
    client.force_login(crew.operator, backend="accounts.signing_in.backend.Backend")
    return client


@pytest.fixture
def late(crew):
    """The words of an earlier call arrive: a server that was killed had them under way."""
    seen = Seen(page=secrets.token_hex(8), turn=0, draft="", version="")
    return lambda: save_draft(crew.operator, {"facts": EARLIER}, seen=seen)


@pytest.mark.parametrize(
    "how",
    [{}, {"cut": ["beside"]}, {"cut": ["accept"]}, {"cut": ["beside", "accept"]}, {"lost": ["accept"]},
     {"lost": ["beside", "accept", "accept"]}],
)  # fmt: skip
def test_a_call_that_was_cut_off_is_recorded_once(client, how):
    line = Line(client, **how)

    Operator(line.ask, line.met.append).take(FACTS)

    assert [ticket.object_name for ticket in Ticket.objects.all()] == [FACTS]
    assert line.met == []
    assert not CallDraft.objects.exists()


@pytest.mark.parametrize(
    "how", [{"when": "beside"}, {"when": "beside", "lost": ["accept"]}, {"when": "after accept", "cut": ["accept"]}]
)
def test_an_earlier_calls_words_that_come_late_are_not_taken_for_a_ticket(client, late, how):
    when = how.pop("when")
    line = Line(client, before={when: late}, **how)

    Operator(line.ask, line.met.append).take(FACTS)

    assert [ticket.object_name for ticket in Ticket.objects.all()] == [FACTS]
    assert line.met == []


def test_a_draft_that_somebody_else_wrote_over_is_typed_again(client, crew):
    line = Line(client, lost=["accept"])
    ask = line.ask

    def other_words(method, address, sent):
        answer = ask(method, address, sent)
        if "act" in sent and answer is None:
            CallDraft.objects.filter(person=crew.operator).delete()
            save_draft(crew.operator, {"facts": EARLIER})
        return answer

    Operator(other_words, line.met.append).take(FACTS)

    assert [ticket.object_name for ticket in Ticket.objects.all()] == [FACTS]
    assert line.met == [AGAIN]


def test_the_list_names_what_it_holds_and_not_what_was_looked_for(client):
    operator = Operator(Line(client).ask, print)

    assert not operator.is_listed(FACTS)
    assert reverse("tickets:list") == "/hotline/tickets/"
