"""What officials note for each other never gets outside: no message, no mail; the walk over every address looks for it
in every answer to somebody outside (tests/access/test_every_address.py)."""

import pytest
from django.urls import reverse

from licensing.talking import actions
from licensing.talking.rules import Matter
from post.talks.models import Note
from post.telling import tail
from post.telling.models import Message
from tests.access.everything import NOTED as WORDS
from tests.factories import granted, principal_of, staff, submitted
from tests.licensing.talking.test_conversations import once_acted_for
from trail.models import Event

pytestmark = pytest.mark.django_db


def noted(case, *, by, mentioned=(), words=WORDS, after=0):
    return actions.note(Matter(application=case), words, mentioned=mentioned, by=by, after=after)


def page_of(case):
    return reverse("talks:notes", args=[f"case-{case.key}"])


def test_no_message_trail_or_mail_carries_a_note(taihang, clerk):
    case = submitted(taihang)
    colleague = staff("colleague", "reviewer")

    noted(case, by=clerk, mentioned=[colleague])
    tail.listen()

    told = Message.objects.get(text="note-mentions")
    assert (told.person, told.address) == (colleague, page_of(case))
    texts = [str(message.words) for message in Message.objects.all()] + [str(e.values) for e in Event.objects.all()]
    assert not [text for text in texts if "挂靠" in text]
    assert not Message.objects.filter(text="note-mentions", person=principal_of(taihang)).exists()


def test_a_colleague_is_mentioned_by_name(taihang, clerk, sign_in):
    case = submitted(taihang)
    colleague = staff("colleague", "reviewer")

    sign_in(clerk).post(page_of(case), {"words": f"请@{colleague.name} 看一下车辆。"})

    assert list(Note.objects.get().mentioned.all()) == [colleague]


def test_an_address_for_mail_mentions_nobody(taihang, clerk, sign_in):
    case = submitted(taihang)

    sign_in(clerk).post(page_of(case), {"words": "另询 zhang.san@example.com 与 li-4@tongban.example"})

    assert not Note.objects.get().mentioned.exists()


def test_who_may_not_see_the_case_cannot_be_mentioned(taihang, clerk, sign_in):
    case = submitted(taihang)
    elsewhere = staff("elsewhere", "reviewer", division="410821")
    watcher = staff("admin", "administrator")
    cousin = staff("cousin", "reviewer")
    once_acted_for(taihang, cousin)
    client = sign_in(clerk)

    for person in (elsewhere, watcher, cousin, principal_of(taihang)):
        answer = client.post(page_of(case), {"words": f"@{person.name} 请看"})
        assert answer.status_code == 422
        assert "请看" in answer.content.decode()
        assert client.post(page_of(case), {"words": "请看", "people": [person.pk]}).status_code == 422
        with pytest.raises(actions.MayNotSee):
            noted(case, by=clerk, mentioned=[person])
    assert not Note.objects.exists()


def test_a_name_two_colleagues_have_is_asked_about(taihang, clerk, sign_in):
    case = submitted(taihang)
    for username in ("one", "two"):
        person = staff(username, "reviewer")
        person.name = "李伟"
        person.save()

    answer = sign_in(clerk).post(page_of(case), {"words": "@李伟 请看"})

    assert answer.status_code == 422
    assert "Several colleagues" in answer.content.decode()


def test_a_note_sent_twice_is_one(taihang, clerk, sign_in):
    case = submitted(taihang)
    client = sign_in(clerk)

    client.post(page_of(case), {"words": "注意", "after": "0"})
    client.post(page_of(case), {"words": "注意", "after": "0"})

    assert Note.objects.count() == 1


def test_an_official_on_the_applicants_side_sees_no_note(taihang, clerk, sign_in):
    case = submitted(taihang)
    noted(case, by=clerk)
    cousin = staff("cousin", "counter-clerk", "reviewer")
    once_acted_for(taihang, cousin)

    assert sign_in(cousin).get(page_of(case)).status_code == 403
    assert page_of(case) not in sign_in(cousin).get(reverse("desk:case", args=[case.key])).content.decode()


def test_the_official_dossier_has_conversation_and_notes_and_the_applicants_page_the_conversation(
    taihang, clerk, sign_in
):
    case = granted(taihang, clerk=clerk)
    actions.say(Matter(application=case), "请问何时年审？", side="applicant-side", by=principal_of(taihang))
    noted(case, by=clerk)

    dossier = sign_in(staff("auditor", "auditor")).get(reverse("register:dossier", args=[case.key])).content.decode()
    own = sign_in(principal_of(taihang)).get(reverse("talks:own", args=[f"case-{case.key}"])).content.decode()

    assert ("请问何时年审？" in dossier, WORDS in dossier) == (True, True)
    assert ("请问何时年审？" in own, WORDS in own) == (True, False)
