"""What people type is shown as they typed it, wherever it is shown: never as markup, a template, a format, a link."""

import copy
import re
import subprocess
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from accounts.authorities import Authority
from licensing.applications.models.application import Application
from licensing.certificates.models import Certificate, CertificateCopy
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.letters import Letter
from licensing.decisions.writing.documents import letter_document
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from materials.uploads.rules import safe_name
from tests.conftest import TAIHANG
from tests.factories import PASSWORD, check_by_hand, draft, picture, principal_of, sign, staff
from tests.registry_server import WORLD

pytestmark = pytest.mark.django_db

MARK = "zq~"
TYPED = (
    "zq~<script>alert(1)</script>qz",
    'zq~"><img src=x onerror=alert(2)>qz',
    "zq~{{ 7*7 }}{% now 'Y' %}qz",
    "zq~{applicant}[commitment]%(name)s%s{0}qz",
    "zq~&amp;&lt;b&gt;qz",
    "zq~'--`${7*7}qz",
    "=zq~+1@SUM(1)qz",
)
ALL = " ".join(TYPED)
SHORT = "zq~<b onclick=x>{{7*7}}{nobody}&amp;qz"
"""For what holds 40 characters."""


class Seen(HTMLParser):
    """A page as a browser takes it apart."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.bad, self._own = [], [], False

    def handle_starttag(self, tag, attrs):
        self._own = tag in ("script", "style")
        given = dict(attrs)
        if any(name.startswith("on") for name in given) or (tag == "script" and not given.get("src")):
            self.bad.append((tag, attrs))
        for name in ("href", "src", "action", "formaction"):
            if re.match(r"\s*(javascript|data|vbscript):", given.get(name) or "", re.IGNORECASE):
                self.bad.append((tag, attrs))
        self.words += [value for value in given.values() if value]

    def handle_data(self, data):
        if self._own and MARK in data:
            self.bad.append(("script", data))
        self.words.append(data)


def as_shown(text):
    return re.sub(r"\s+", " ", text)


def check_page(answer, where):
    """Whether a page shows what was typed letter by letter; the number of places where it does."""
    assert answer.status_code in (200, 409, 422), (where, answer.status_code)
    seen = Seen()
    seen.feed(answer.content.decode())
    assert seen.bad == [], where
    count = 0
    for word in map(as_shown, seen.words):
        left = word
        for typed in (*map(as_shown, TYPED), SHORT):
            count += left.count(typed)
            left = left.replace(typed, "")
        # In an address it is percent-encoded; a list may cut a long text at its end.
        assert not re.search(r"zq~(?!\w*…)", left) or "…" in left or left.startswith(("/", "?", "http")), (where, word)
    return count


def text_of(document):
    with document.file.open("rb") as file:
        done = subprocess.run(
            ["/usr/bin/pdftotext", "-layout", "-", "-"], input=file.read(), capture_output=True, check=True
        )
    return re.sub(r"\s+", "", done.stdout.decode())


def company_of_register(uscc):
    return next(r["fields"] for r in WORLD["records"]["business-licence"] if r["fields"]["uscc"] == uscc)


@pytest.fixture
def registers(registry):
    """Other authorities' registers have learnt the same words: a company may be called anything."""
    held, registry.server.records = registry.server.records, copy.deepcopy(registry.server.records)
    renamed = company_of_register(TAIHANG)["name"]
    for record in (record for records in registry.server.records.values() for record in records):
        fields = record["fields"]
        fields |= {code: SHORT for code, value in fields.items() if value == renamed}
        fields |= {code: TYPED[1] for code in ("brand", "model", "brand-model") if code in fields}
        if record["keys"].get("uscc") == TAIHANG and "address" in fields:
            fields |= {"address": f"河南省焦作市解放区{TYPED[0]}", "scope": TYPED[3]}
    yield
    registry.server.records = held


@pytest.fixture
def hostile(taihang, registers, clerk, sign_in):
    """A case whose every word was typed by somebody who means harm."""
    owner = principal_of(taihang)
    taihang.name, taihang.registered_address = SHORT, f"河南省焦作市解放区{TYPED[0]}"
    taihang.save()
    case = draft(taihang)
    client = sign_in(owner)
    known = case.answers.fields
    fields = {"safety-person": SHORT, "rules-ready": known["rules-ready"], "safety-phone": known["safety-phone"]}
    saved = client.post(reverse("applications:section", args=[case.key, "safety"]), {**fields, "act": "continue"})
    assert saved.status_code == 302, saved.context["topic"].problems
    client.post(
        reverse("applications:attach", args=[case.key, "id-principal"]),
        {"files": picture(f"{TYPED[2]}.png")},
        follow=True,
    )
    return Application.objects.get(pk=case.pk), client


def test_the_form_and_every_page_before_handing_in(hostile):
    case, client = hostile
    shown = 0
    for page in ("overview", "materials", "commitment", "check"):
        shown += check_page(client.get(reverse(f"applications:{page}", args=[case.key])), page)
    for code in ("applicant", "business", "vehicle", "driver", "safety", "delivery"):
        answer = client.get(reverse("applications:section", args=[case.key, code]))
        shown += check_page(answer, code) if answer.status_code == 200 else 0

    assert case.answers.fields["safety-person"] == SHORT
    assert shown >= 3


@pytest.mark.parametrize("typed", [ALL, "".join(f"{text}\n" for text in TYPED)])
def test_rows_show_what_is_in_them(taihang, sign_in, typed):
    client = sign_in(principal_of(taihang))
    case = draft(taihang)
    row = {"driver-0-driver-name": typed, "driver-0-driver-id": SHORT, "rows": "1", "act": "continue"}

    answer = client.post(reverse("applications:section", args=[case.key, "driver"]), row)
    table = client.post(
        reverse("applications:section_import", args=[case.key, "vehicle"]),
        {"lines": f"号牌号码\t{TYPED[1]}\t{TYPED[0]}\n{TYPED[1]}\t{TYPED[2]}\t{TYPED[3]}"},
        follow=True,
    )

    assert check_page(answer, "driver")
    assert check_page(table, "import")


def test_letters_desk_register_and_certificates(hostile, clerk, sign_in, client):
    case, own = hostile
    owner = principal_of(case.company)
    sign(case)
    flow.hand_in(case, by=owner)
    desk = sign_in(clerk)
    point = "safety:-1:safety-person"
    asked = reverse("desk:ask_correction", args=[case.key])
    preview = desk.post(asked, {"point": point, f"words-{point}": ALL[:290], "act": "preview"})
    desk.post(asked, {"point": point, f"words-{point}": ALL[:290], "act": "send"})
    answered = reverse("applications:correct", args=[case.key])
    wrong = own.get(answered)
    own.post(answered, {"safety-person": SHORT, "safety-phone": "13903910001", "act": "hand-in"})
    case = Application.objects.get(pk=case.pk)
    flow.accept(case, by=clerk)
    refused = {"decided": "refused", "reasons": "other", "reasons-other": ALL, "password": PASSWORD}
    decision = desk.post(reverse("desk:decide", args=[case.key]), {**refused, "act": "preview"})
    check_by_hand(case, by=clerk)
    flow.decide(Application.objects.get(pk=case.pk), Decision.Outcome.GRANTED, by=clerk)
    finish(Application.objects.get(pk=case.pk))
    case = Application.objects.get(pk=case.pk)

    assert check_page(preview, "preview of the correction")
    assert check_page(wrong, "correction")
    check_page(decision, "decision")
    auditor, supervisor = sign_in(staff("aud", "auditor")), sign_in(staff("sup", "supervisor"))
    pages = [
        (desk, reverse("desk:queue")),
        (desk, reverse("desk:queue") + "?q=zq~%22%3E%3Cimg%20src=x%20onerror=alert(2)%3Eqz"),
        (desk, reverse("desk:case", args=[case.key])), (desk, reverse("desk:verifications")),
        (desk, reverse("desk:after_grant", args=[case.key])), (auditor, reverse("register:list")),
        (auditor, reverse("register:dossier", args=[case.key]) + "?purpose=zq~%3Cscript%3Ealert(1)%3C/script%3Eqz"),
        (auditor, reverse("register:look_ups")), (supervisor, reverse("register:overdue")),
        (supervisor, reverse("desk:steps")), (own, reverse("applications:list")), (own, reverse("certificates:wallet")),
        (own, reverse("applications:progress", args=[case.key])), (own, reverse("applications:look_ups")),
        (own, reverse("accounts:companies")), (own, reverse("accounts:company", args=[case.company.uscc])),
        (own, reverse("home")), (client, reverse("statistics")), (client, reverse("verify:publicity")),
        (client, reverse("verify:publicity") + "?q=zq~%3Cscript%3Ealert(1)%3C/script%3Eqz"),
        (client, reverse("services:list") + "?q=zq~%22%3E%3Cimg%20src=x%20onerror=alert(2)%3Eqz"),
    ]  # fmt: skip
    licence = Certificate.objects.get(kind="licence")
    pages.append((client, reverse("verify:verify") + f"?number={licence.number}&code={licence.check_code}"))
    shown = {address: check_page(visitor.get(address), address) for visitor, address in pages}
    assert sum(shown.values()) >= 15
    for place in ("desk:case", "register:dossier"):
        assert any(count for address, count in shown.items() if address.startswith(reverse(place, args=[case.key])))
    receipt, request = (
        text_of(letter_document(Letter.objects.get(application=case, kind=kind))) for kind in ("receipt", "correction")
    )
    assert SHORT.replace(" ", "") in receipt
    assert TYPED[0].replace(" ", "") in request
    assert TYPED[3].replace(" ", "") in request
    printed = text_of(CertificateCopy.objects.filter(certificate=licence).first().document)
    assert SHORT.replace(" ", "") in printed


def test_administrators_and_accounts(catalogue, sign_in, client):
    admin = sign_in(staff("adm", "administrator"))
    form = {"username": "x-y", "name": SHORT, "phone": "13903910000", "roles": "reviewer"}
    form["authority"] = Authority.objects.get(division_id="410802").pk
    added = admin.post(reverse("accounts:add_person"), form)
    people = admin.get(reverse("accounts:people"))
    searched = admin.get(reverse("accounts:people"), {"q": TYPED[1]})
    sent = client.post(reverse("account_login"), {"login": TYPED[1], "password": "x"})
    texts = admin.post(
        reverse("texts:text", args=["acceptance"]),
        {
            "title": SHORT,
            "body": "{statutory_until}\n" + TYPED[0] + "\n" + TYPED[4],
            "in_force_from": "2030-01-01",
            "act": "preview",
        },
    )
    calendar = admin.post(reverse("calendar:year", args=[2027]), {"days": TYPED[1], "source": TYPED[0]})

    assert all(check_page(answer, "admin") for answer in (added, people, searched, texts, calendar))
    check_page(sent, "sign-in")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a\u202egnp.exe", "agnp.exe"), ("../../etc/passwd", "passwd"), ("..\\x.png", "x.png"),
        ("a\r\nX: y.png", "aX: y.png"), ("a\tb.png", "ab.png"), (" . ", "upload"),
    ],
)  # fmt: skip
def test_names_of_files_lose_what_deceives(name, kept):
    assert safe_name(name) == kept


def test_bidi_overrides_and_invisible_characters_are_gone_before_anything_is_stored(taihang, sign_in):
    client = sign_in(principal_of(taihang))
    case = draft(taihang)

    client.post(
        reverse("applications:section", args=[case.key, "safety"]),
        {"safety-person": "李\u202e安\u200b全\x00", "safety-phone": "13903910001", "act": "continue"},
    )

    assert Application.objects.get(pk=case.pk).answers.fields["safety-person"] == "李安全"
