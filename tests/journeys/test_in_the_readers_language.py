"""Whoever reads English reads English: what was stored in the words of the law is said in theirs (issue of languages).

What is nobody's to translate stays: names, addresses, files, numbers, and the words people and letters wrote.
"""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.authorities import Authority
from licensing.applications.models.application import Application
from licensing.flow.steps import STEPS, STEPS_AFTER_GRANT
from licensing.moving import cases
from licensing.moving.finish import finish
from materials.catalogue.models.bundles import Bundle
from materials.catalogue.models.items import Notice, ServiceItem
from materials.catalogue.models.materials import Material, Registry
from materials.lookups.vocabulary import words_of_registries
from tests.factories import PASSWORD, draft, drafted, principal_of, sign, staff

pytestmark = pytest.mark.django_db


class Texts(HTMLParser):
    """The pieces of text of a page."""

    def __init__(self, page):
        super().__init__()
        self.found, self.aside = [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.aside += tag in ("script", "style")

    def handle_endtag(self, tag):
        self.aside -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.aside and data.strip():
            self.found.append(" ".join(data.split()))


def words_of_the_catalogue():
    kinds = (ServiceItem.everything, Material.objects, Registry.objects)
    named = {zh for rows in kinds for zh in rows.values_list("name_zh", flat=True)}
    named |= {one["zh"] for statements in Notice.objects.values_list("statements", flat=True) for one in statements}
    named |= {node["title_zh"] for nodes in Bundle.objects.values_list("nodes", flat=True) for node in nodes}
    named |= set(Authority.objects.values_list("name_zh", flat=True))
    return named | {"信用状况", "信用信息库"} | words_of_registries()


def codes():
    named = {code for rows in (Material.objects, Registry.objects) for code in rows.values_list("code", flat=True)}
    named |= {
        field["code"] for returns in Material.objects.values_list("lookup_returns", flat=True) for field in returns
    }
    named |= {step.name for step in STEPS + STEPS_AFTER_GRANT} | {"legal-rep-id"}
    return {code for code in named if re.search("[-_]", code)}


def read(client, address, *, language="en"):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return Texts(answer.content.decode()).found


@pytest.fixture
def lived(taihang, clerk, item):
    """A case with a lorry and a driver, from the draft to the certificates."""
    case = sign(draft(taihang, vehicles=2))
    cases.hand_in(case, by=case.started_by)
    cases.accept(Application.objects.get(pk=case.pk), by=clerk)
    cases.decide(Application.objects.get(pk=case.pk), "granted", by=clerk)
    finish(Application.objects.get(pk=case.pk))
    return case


def pages_of(case):
    auditor = staff("auditor1", "auditor", division="410802")
    key = [case.key]
    return [
        (principal_of(case.company), reverse("applications:progress", args=key)),
        (case.decision.decided_by, reverse("desk:case", args=key)),
        (auditor, reverse("register:dossier", args=key)),
    ]


def test_a_case_is_read_in_english_from_its_form_to_its_history(lived, sign_in):
    chinese, raw = words_of_the_catalogue(), codes()
    lived = Application.objects.get(pk=lived.pk)

    for person, address in pages_of(lived):
        client = sign_in(person)
        client.post(address, {"purpose": "Quarterly review of grants", "password": PASSWORD})
        texts = read(client, address)

        pieces = {piece for text in texts for piece in re.split(r"[:·（）() ]+|、", text)} | set(texts)
        assert sorted(pieces & chinese) == [], address
        assert sorted(word for word in chinese for text in texts if len(word) > 3 and word in text) == [], address
        assert sorted(raw & {word for text in texts for word in text.split()}) == [], address


def test_who_reads_chinese_reads_the_words_of_the_law(lived, sign_in, clerk):
    texts = " ".join(read(sign_in(clerk), reverse("desk:case", args=[lived.key]), language="zh-hans"))

    assert "营业执照" in texts
    assert "重型半挂牵引车" in texts
    assert "我已逐条阅读告知内容，知晓并理解全部要求。" in texts


def test_who_reads_traditional_characters_reads_the_same_words_in_them(lived, sign_in, clerk):
    texts = " ".join(read(sign_in(clerk), reverse("desk:case", args=[lived.key]), language="zh-hant"))

    assert "重型半掛牽引車" in texts
    assert "營業執照" in texts


def test_a_step_of_another_authority_is_told_by_its_title(taihang, sign_in):
    begun = drafted("add-freight-vehicles", taihang)
    if begun.procedure == "commitment":
        sign(begun)
    cases.hand_in(begun, by=begun.started_by)

    texts = " ".join(read(sign_in(principal_of(taihang)), reverse("applications:progress", args=[begun.key])))

    assert "vehicle-registration" not in texts
    assert "Register the vehicles for freight use" in texts
