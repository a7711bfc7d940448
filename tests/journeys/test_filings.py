"""A filing (备案) and other services are no licences: words, letters, reasons and remedies of their own."""

import pytest
from django.urls import reverse

from desk.refusals import NotNow
from licensing.applications.models.application import Application
from licensing.applications.models.credit import CreditEntry
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.letters import Letter
from licensing.decisions.writing.letter_set import LETTERS
from licensing.decisions.writing.letters import MATTERS
from licensing.decisions.writing.reasons import standard_reasons
from licensing.moving import cases as flow
from licensing.moving import promises as after
from licensing.verification.models import End
from licensing.verification.rules import has_ended
from materials.catalogue.models.items import ITEM_TYPES
from papers.letters.texts import OTHER, fill_in, shipped
from tests.factories import PASSWORD, drafted, principal_of, staff, through

pytestmark = pytest.mark.django_db
LICENCE_ONLY = {"grant", "deemed-granted", "penalty", "refusal-false"}


@pytest.fixture
def others(catalogue):
    return staff("first", "reviewer"), staff("second", "reviewer")


def fresh(case):
    return Application.objects.get(pk=case.pk)


def test_every_letter_has_words_for_what_is_no_licence():
    names = set(shipped(LETTERS))

    assert set(MATTERS) == set(ITEM_TYPES) - {"licence", "bundle"}
    for name in {n for n in names if not n.startswith(OTHER)} - LICENCE_ONLY:
        text = shipped(LETTERS).get(f"{OTHER}{name}") or shipped(LETTERS)[name]  # one text where it fits all
        words = "\n".join(fill_in(text, {}, {}))
        assert "行政许可" not in words + text.title, name


@pytest.mark.parametrize("of", ["refusal", "non-acceptance", "revocation", "retraction", "striking-off"])
def test_every_act_has_reasons_for_what_is_no_licence_and_none_cites_the_licensing_law(of):
    for kind in MATTERS:
        reasons = standard_reasons(of, of_type=kind)

        assert reasons
        assert not any("行政许可" in r.zh + r.articles for r in reasons)


def test_a_filing_is_entered_in_its_own_words(taihang, clerk, others, sign_in):
    case = through(drafted("freight-branch-file", taihang), clerk=clerk, others=others)

    letters = {letter.kind: letter for letter in case.letters.all()}
    page = sign_in(principal_of(taihang)).get(reverse("applications:progress", args=[case.key])).content.decode()
    assert letters["grant"].title == "备案结果通知书"
    assert letters["receipt"].title == "备案申请收件回执"
    assert not any("行政许可" in letter.title + "".join(letter.paragraphs) for letter in letters.values())
    assert case.item.legal_basis_zh in "".join(letters["acceptance"].paragraphs)
    assert "Filing entered" in page


def test_a_filing_is_refused_on_its_own_basis_with_its_own_words(taihang, clerk, others, sign_in):
    case = drafted("freight-branch-file", taihang)
    flow.hand_in(case, by=principal_of(taihang))
    flow.accept(fresh(case), by=clerk)
    desk = sign_in(clerk)
    page = desk.get(reverse("desk:case", args=[case.key])).content.decode()

    desk.post(
        reverse("desk:decide", args=[case.key]),
        {"outcome": "refused", "standard": ["fo-conditions"], "password": PASSWORD, "act": "decide"},
    )

    letter = Letter.objects.get(application=case, kind="refusal")
    assert "Do not enter the filing" in page
    assert letter.title == "不予备案决定书"
    assert case.item.legal_basis_zh in "".join(letter.paragraphs)
    assert "行政许可" not in "".join(letter.paragraphs)
    assert "行政复议" in letter.remedies
    assert Decision.objects.get().outcome_label == "Filing not entered"


def test_a_filing_is_revoked_but_never_cancelled_as_a_penalty_and_bars_nobody(taihang, clerk, others):
    verifier, head = staff("verifier", "verifier"), staff("chief", "decider")
    case = through(drafted("freight-branch-file", taihang), clerk=clerk, others=others)
    words = {"reasons": "分公司地址不存在。", "articles": case.item.legal_basis_zh, "finding": "现场无此分公司。"}

    with pytest.raises(NotNow, match="Only a licence"):
        after.open_proceedings(case, End.PENALTY, **words, is_untrue=False, by=verifier)
    after.open_proceedings(case, End.REVOCATION, **words, is_untrue=True, by=verifier)
    after.state_case(case, words="无异议。", wants_hearing=False, proofs=[], by=principal_of(taihang))
    after.decide_inquiry(fresh(case), ends=True, reasons="", by=head)

    letter = case.letters.get(kind="revocation")
    assert letter.title == "撤销备案决定书"
    assert "不得再次申请" not in "".join(letter.paragraphs)
    assert CreditEntry.objects.get().barred_until is None
    assert "撤销备案" in "".join(case.letters.get(kind="defence").paragraphs)
    assert has_ended(case)
