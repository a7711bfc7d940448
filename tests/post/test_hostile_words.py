"""What leaves by e-mail and text message holds words as words: one line where one belongs, and no link but ours."""

import re

import pytest
from django.conf import settings

from post.channels import email
from post.channels.contract import Outgoing
from post.sending.composing import compose
from post.telling.models import Channel
from post.wording.texts import NAME, PARTS, WRITTEN, fill_in, names_of_texts, set_of, shipped
from tests.factories import applicant
from tests.post.test_sending import message_to

pytestmark = pytest.mark.django_db
HOSTILE = "zq\r\nBcc: all@elsewhere.example\r\n\r\n{link}{applicant}<script>\u202egnp\u2028%(x)s"
LINES = re.compile("[\r\n\u2028\u202e\x0b\x0c\x85]")


@pytest.fixture
def owner(catalogue):
    return applicant(username="owner", name="陈建国", phone="13903910001", email="owner@tongban.example")


@pytest.mark.parametrize("name", names_of_texts())
def test_what_is_filled_into_a_text_stays_where_it_was_put(name):
    text = shipped(set_of(name))[name]
    wanted = {one for words in text.words.values() for part in words.values() for one in NAME.findall(part)} - {"link"}

    said = fill_in(text, dict.fromkeys(wanted, HOSTILE))

    for language in said:
        written = text.words[language if language in WRITTEN else "zh-hans"]
        for part in PARTS:
            assert len(LINES.findall(said[language][part])) == len(LINES.findall(written[part])), (language, part)
            assert said[language][part].count("{link}") == written[part].count("{link}"), (language, part)
            assert "{applicant}" not in said[language][part]


def test_a_text_message_has_its_own_link_once(owner):
    delivery = message_to(owner, Channel.SMS).deliveries.get()

    assert compose(delivery, []).words.count(settings.PUBLIC_URL) == 1


def test_no_subject_writes_a_header_and_none_loses_its_mail(owner, mail):
    email.send(Outgoing(number="1", to=owner.email, subject=HOSTILE, words=HOSTILE))

    (taken,) = mail.mails
    assert "Bcc" not in taken["headers"] if "headers" in taken else True
    assert taken["subject"].startswith("zq Bcc: all@elsewhere.example")
    assert not LINES.search(taken["subject"])
