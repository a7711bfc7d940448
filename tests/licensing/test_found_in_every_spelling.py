"""Certificates and cases are found by what people type from paper, and by what a QR reader leaves of a link."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from licensing.applications.models.application import SubmittedVehicle
from licensing.applications.tracking import tracked, tracking_code
from licensing.casework.desk_list import DESK
from licensing.certificates.checking.authenticity import by_number
from licensing.certificates.checking.spelling import digits_of, found_by, same_number
from licensing.certificates.models import Certificate, Publication
from licensing.certificates.papers import verify_url
from tests.conftest import SHUNDA
from tests.factories import company_of, granted, staff, submitted

NUMBER = "豫交运管许可焦字410802000001号"


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER, "410802000001", " 豫交运管许可 焦字 4108 0200 0001 号", "豫交運管許可焦字410802000001號",
        "豫交运管许可焦字４１０８０２０００００１号", "410802-000001", "豫交运管许可（焦）字410802000001",
        "No.410802000001",
        "豫交运管许可焦字\u200b410802000001号", "410802·000001", "?????410802000001?", "焦字410802000001",
        quote(NUMBER), quote(quote(NUMBER)), NUMBER.encode().decode("latin-1"), NUMBER.encode("gbk").decode("latin-1"),
    ],
)  # fmt: skip
def test_a_number_is_the_same_in_every_spelling(typed):
    assert same_number(typed, NUMBER)


WIDE = {place: chr(ord(place) + 0xFEE0) for place in "0123456789ABCDEFGHJKMNPQRSTUVWXYZ"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "between", "after"),
    [
        ("", "", ""),
        ("收件编号：", " ", ""),
        ("No. ", "\u3000", " "),
        ("\ufeff", "\u200b", "\u202e"),
        ("受理 ", "·", "（收件）"),
    ],
)
def test_a_case_is_followed_by_what_people_copy_from_the_receipt(taihang, client, before, between, after):
    case = submitted(taihang)
    number, code = case.receipt_number, tracking_code(case.receipt_number)
    wide = "".join(WIDE.get(place, place) for place in code)
    written = f"{before}{number[:6]}{between}{number[6:]}{after}"

    for as_typed in (code, code.lower(), code.replace("-", ""), code.replace("-", " — "), f"查询码：{code}", wide):
        page = client.get("/applications/track/", {"receipt": written, "code": as_typed}, HTTP_ACCEPT_LANGUAGE="en")
        assert "Received" in page.content.decode(), (written, as_typed)


@pytest.mark.django_db
def test_the_same_signs_in_another_order_follow_nothing(taihang):
    case = submitted(taihang)
    code = tracking_code(case.receipt_number).replace("-", "")

    assert tracked(case.receipt_number, code) == case
    for wrong in (code[::-1], code[:-1], code[1:], f"{code}2", "", "查询码", "2" * 8, "2" * 5000):
        assert wrong == code or tracked(case.receipt_number, wrong) is None


@pytest.mark.parametrize("typed", ["410802000002", "41080200000", "4108020000010", "", "豫交运管许可焦字号", "000001"])
def test_another_number_is_another(typed):
    assert not same_number(typed, NUMBER)


@pytest.mark.django_db
def test_the_link_of_a_certificate_is_plain_ascii_and_finds_it(taihang, clerk, client):
    granted(taihang, clerk=clerk)
    for certificate in Certificate.objects.all():
        link = verify_url(certificate)
        query = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}

        page = client.get(reverse("verify:verify"), query, HTTP_ACCEPT_LANGUAGE="en").content.decode()

        assert link.isascii()
        assert certificate.number in page
        assert by_number(f"???{digits_of(certificate.number)}??", f" {certificate.check_code.lower()} ").certificate
        assert by_number(certificate.number, "XXXXXXXX").certificate is None
        assert by_number(certificate.number, "").certificate is None


@pytest.mark.django_db
def test_the_register_finds_a_certificate_in_all_usual_spellings(taihang, clerk, sign_in):
    application = granted(taihang, clerk=clerk)
    licence = Certificate.objects.get(kind="licence")
    vehicle = Certificate.objects.filter(kind="vehicle").first()
    client = sign_in(staff("auditor", "auditor"))
    receipt = application.submission.receipt_number
    plate = vehicle.plate

    for typed, number in [
        (licence.number, licence.number),
        (f" {licence.number[:-1]} ", licence.number),
        (digits_of(licence.number), licence.number),
        (f"{plate[:2].lower()}·{plate[2:]}", vehicle.number),
        (f"{plate[:2]}\u200b {plate[2:]}", vehicle.number),
        ("焦作市太行貨運有限公司", licence.number),
        ("太行", licence.number),
        (taihang.uscc.lower(), licence.number),
        (f"{taihang.uscc[:8]} {taihang.uscc[8:]}", licence.number),
        (f"{receipt[:6]} {receipt[6:]}", licence.number),
    ]:
        page = client.get(reverse("register:list"), {"q": typed}).content.decode()
        assert number in page, typed
    assert licence.number not in client.get(reverse("register:list"), {"q": "京A00000"}).content.decode()


@pytest.mark.django_db
def test_the_desk_finds_a_case_in_all_usual_spellings(taihang, clerk):
    application = submitted(taihang)
    receipt, plate = application.submission.receipt_number, application.vehicles.first().plate

    for typed in [
        receipt, f"{receipt[:6]}-{receipt[6:]}", receipt[:12], "太行貨運", taihang.uscc.lower(),
        f"{plate[:2]}・{plate[2:].lower()}",
    ]:  # fmt: skip
        assert DESK.rows(clerk, {"q": typed}).count() == 1, typed
    assert not DESK.rows(clerk, {"q": "京A00000"}).exists()


@pytest.mark.django_db
def test_the_public_list_finds_a_holder_a_code_and_a_document_and_answers_whatever_is_typed(taihang, clerk, client):
    granted(taihang, clerk=clerk)
    publicity, entry = reverse("verify:publicity"), Publication.objects.get().entry

    def found(typed):
        return taihang.name in client.get(publicity, {"q": typed}).content.decode().partition("<table")[2]

    assert all(found(typed) for typed in ("太行", taihang.uscc, f" {taihang.uscc[:8]} ", entry["document"]))
    for typed in ("不存在", "null", "[1", '"', "zq~<script>", "%", "太行_"):
        assert not found(typed)
        assert not Certificate.objects.filter(found_by(typed)).exists()


SIGNS = ("·", "-.-", "？？？", "'", "%", "_", "\\", '"', "()", "—", "\u0301")
NOTHING_TO_SEE = ("", " ", "\u3000\t", "\x00", "\u200b\x00")
LONG = ("太" * 300, "4" * 300, "A" * 300, "·" * 300, "%" * 300, "太行\x00" + "%25" * 300, "[" * 5000)


@pytest.mark.django_db
def test_whatever_is_searched_signs_find_nothing_nothing_finds_all_and_no_page_fails(taihang, clerk, sign_in):
    """A vehicle known by its VIN has no plate, and a licence none either: an empty key must not mean them."""
    granted(taihang, clerk=clerk)
    waits = submitted(company_of(SHUNDA))
    SubmittedVehicle.objects.create(application=waits, vin="LZZ1CCND0DA123456")
    lists = [
        (clerk, reverse("desk:queue"), "顺达"),
        (clerk, reverse("desk:verifications"), "太行"),
        (staff("supervisor", "supervisor"), reverse("desk:steps"), "顺达"),
        (staff("auditor", "auditor"), reverse("register:list"), "太行"),
        (staff("administrator", "administrator"), reverse("accounts:people"), "clerk"),
        (None, reverse("verify:publicity"), "太行"),
    ]

    for person, address, name in lists:
        client = sign_in(person) if person else Client()

        def found(typed, client=client, address=address, name=name):
            answer = client.get(address, {"q": typed})
            assert answer.status_code == 200, (address, typed)
            return name in answer.content.decode().partition("<tbody")[2].partition("</tbody")[0]

        assert found(name), address
        assert all(found(typed) for typed in NOTHING_TO_SEE), address
        assert [typed for typed in (*SIGNS, *LONG) if found(typed)] == [], address
