"""Views of lists: kept for oneself, shared with a role under one's name, and nobody's way to more than they may see."""

import pytest

from accounts.choices.saved import MOST_KEPT, SavedView
from tests.factories import applicant, staff
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def supervisor(catalogue):
    return staff("supervisor", "supervisor")


@pytest.fixture
def auditor(catalogue):
    return staff("auditor", "auditor")


def keep(client, listed="register", **sent):
    sent = {"title": "Valid ones", "query": "state=in-force&sort=-valid", **sent}
    return client.post(f"/accounts/views/{listed}/keep/", sent)


def titles(client, address="/register/"):
    return {view.title: view for view in client.get(address).context["list"].views.known}


def test_a_view_is_kept_opened_again_and_forgotten(auditor, sign_in):
    client = sign_in(auditor)

    kept = keep(client)
    page = client.get(kept.url)
    again = keep(client, query="kind=vehicle")
    view = titles(client)["Valid ones"]

    assert kept.url == "/register/?state=in-force&sort=-valid"
    assert page.context["list"].is_a_view
    assert page.context["list"].sort == "-valid"
    assert again.url == "/register/?kind=vehicle"
    assert view.query == "kind=vehicle"
    assert view.shared_by == ""
    client.post(view.forget_at)
    assert titles(client) == {}


def test_only_filters_and_order_are_kept_and_no_words(auditor, sign_in):
    kept = keep(
        sign_in(auditor),
        query="?q=张三&state=in-force&kind=nonsense&after=7&as=csv&sort=-pk&sort=password&next=//elsewhere.example",
    )

    assert kept.url == "/register/?state=in-force"
    assert SavedView.objects.get().query == "state=in-force"


def test_a_shared_view_names_who_shared_it_and_reaches_that_role_of_that_authority(supervisor, auditor, sign_in):
    elsewhere = staff("elsewhere", "auditor", division="410821")
    clerk = staff("clerk", "counter-clerk")

    keep(sign_in(supervisor), role="auditor")

    assert titles(sign_in(auditor))["Valid ones"].shared_by == supervisor.name
    assert supervisor.name in sign_in(auditor).get("/register/").content.decode()
    assert titles(sign_in(elsewhere)) == {}
    assert titles(sign_in(clerk), "/desk/") == {}
    (told,) = Event.objects.filter(kind="view.shared")
    assert (told.by, told.values) == (f"person:{supervisor.pk}", {"list": "register", "role": "auditor"})


def test_whoever_shared_it_takes_it_back_and_nobody_else(supervisor, auditor, sign_in):
    keep(sign_in(supervisor), role="auditor")
    view = SavedView.objects.get()

    refused = sign_in(auditor).post(f"/accounts/views/{view.pk}/forget/")
    there = titles(sign_in(auditor))
    sign_in(supervisor).post(f"/accounts/views/{view.pk}/forget/")

    assert refused.status_code == 404
    assert "Valid ones" in there
    assert titles(sign_in(auditor)) == {}
    assert Event.objects.filter(kind="view.forgotten").count() == 1


@pytest.mark.parametrize("role", ["supervisor", "auditor", "no-such-role"])
def test_who_may_not_share_keeps_for_nobody_else(auditor, sign_in, role):
    page = sign_in(auditor).post(
        "/accounts/views/register/keep/", {"title": "x", "query": "kind=vehicle", "role": role}, follow=True
    )

    assert "You cannot share" in page.content.decode()
    assert not SavedView.objects.exists()


def test_a_view_is_shared_with_roles_that_read_the_list_alone(supervisor, sign_in):
    shared_with = {name for name, _ in sign_in(supervisor).get("/register/").context["list"].views.share_with}

    keep(sign_in(supervisor), role="counter-clerk")

    assert shared_with == {"auditor", "supervisor"}
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("listed", ["people", "desk", "no-such-list"])
def test_who_may_not_read_a_list_keeps_no_view_of_it(auditor, sign_in, listed):
    assert keep(sign_in(auditor), listed).status_code == 404
    assert keep(sign_in(applicant()), listed).status_code == 404
    assert not SavedView.objects.exists()


def test_so_many_views_are_kept_and_no_more(auditor, sign_in):
    client = sign_in(auditor)
    for n in range(MOST_KEPT):
        keep(client, title=f"View {n}")

    page = client.post("/accounts/views/register/keep/", {"title": "One more", "query": "kind=vehicle"}, follow=True)

    assert "Delete one first" in page.content.decode()
    assert SavedView.objects.count() == MOST_KEPT
    assert keep(client, title="View 3", query="kind=licence").url == "/register/?kind=licence"


def test_a_view_without_a_title_is_not_kept(auditor, sign_in):
    page = sign_in(auditor).post(
        "/accounts/views/register/keep/",
        {"title": " ", "query": "kind=vehicle", "back": "/register/?kind=vehicle"},
        follow=True,
    )

    assert "Enter a short name for the view." in page.content.decode()
    assert page.redirect_chain == [("/register/?kind=vehicle", 302)]
