"""Grids in the browser's words: imported with a dry run, looked at, changed by whoever keeps them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from accounts.roles import Role, give_roles
from supervision.grids.following import follow_register
from supervision.grids.models import Assignment, Grid, Seat
from supervision.grids.queries import words_now
from tests.factories import open_grid, principal_of, staff, submitted
from tests.supervision.grids.test_grids import licensed

pytestmark = pytest.mark.django_db
HEAD = ["网格编号", "网格名称", "网格类型", "所属县区", "网格范围", "网格员姓名", "手机号码", "职务", "人员类别"]
STREET = ["410802-P-001", "塔南路网格", "普通货运", "解放区", "塔南路、焦东路"]


@pytest.fixture
def chief(catalogue):
    return staff("chief", "grid-chief", division="410800")


@pytest.fixture
def member(catalogue):
    return staff("member", "grid-member", division="410802")


def table(*rows, name="网格.xlsx", hidden=()):
    book = Workbook()
    book.active.append(["焦作市交通运输网格一览表"])
    for row in (HEAD, *rows):
        book.active.append(row)
    for place in hidden:
        book.active.row_dimensions[place].hidden = True
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def hand_in(client, *rows):
    answer = client.post(reverse("grids:import"), {"table": table(*rows)})
    return answer["Location"]


def test_a_table_as_offices_have_it_becomes_grids_with_their_people(chief, member, sign_in):
    client = sign_in(chief)
    dry_run = hand_in(client, [*STREET, member.name, "", "网格长", "行政"])
    shown = client.get(dry_run)

    assert not Grid.objects.exists()
    assert shown.context["wrong"] == []

    client.post(dry_run, {"checked": "1"})

    grid = Grid.objects.get()
    assert (grid.code, grid.kind, grid.division_id) == ("410802-P-001", "P", "410802")
    assert [(seat.person, seat.role, seat.origin) for seat in grid.seats.all()] == [(member, "chief", "official")]


def test_hidden_rows_are_taken_in_when_whoever_hands_the_table_in_says_so(chief, member, sign_in):
    client = sign_in(chief)
    rows = [*STREET, member.name, "", "网格长", ""], ["410802-P-002", *STREET[1:], "", "", "", ""]
    dry_run = client.post(reverse("grids:import"), {"table": table(*rows, hidden=[4])})["Location"]

    assert len(client.get(dry_run).context["lines"]) == 1
    with_hidden = client.post(dry_run, {"hidden": "1"}).context

    assert len(with_hidden["lines"]) == 2
    assert with_hidden["wrong"] == []


def test_what_is_wrong_is_told_by_its_line_and_nothing_is_stored(chief, member, sign_in):
    client = sign_in(chief)
    dry_run = hand_in(
        client,
        [*STREET, "查无此人", "", "网格员", ""],
        ["410802-X-002", "无类型", "客运", "解放区", "民主街道", "", "", "", ""],
        ["410899-P-001", "外县", "P", "北京市", "某路", "", "", "", ""],
        [*STREET, member.name, "", "网格长", ""],
        [*STREET, member.name, "", "网格长", ""],
    )
    wrong = client.get(dry_run).context["wrong"]
    client.post(dry_run, {"checked": "1"})

    assert [line.place for line in wrong] == [3, 4, 5, 7]
    assert not Grid.objects.exists()


def test_who_keeps_the_grids_of_the_city_reaches_nothing_else_in_its_counties(taihang, chief, sign_in):
    case, grid = submitted(taihang), open_grid("410802-P-001", "塔南路")
    give_roles(chief, {Role.GRID_CHIEF, Role.DECIDER, Role.HEAD, Role.OFFICER})
    client = sign_in(chief)

    assert client.get(reverse("grids:grid", args=[grid.code])).status_code == 200
    assert client.get(reverse("desk:case", args=[case.key])).status_code == 404
    assert client.post(reverse("desk:decide", args=[case.key]), {"outcome": "granted"}).status_code == 404


def test_no_table_gives_somebody_a_seat_at_another_authority(chief, member, sign_in):
    elsewhere = staff("elsewhere", "grid-member", division="410821")
    other = open_grid("410821-P-001", "修武路")
    of_county = sign_in(staff("county-chief", "grid-chief"))

    into_a_new_one = sign_in(chief).get(hand_in(sign_in(chief), [*STREET, elsewhere.name, "", "", ""]))
    into_theirs = sign_in(chief).get(hand_in(sign_in(chief), [other.code, "", "", "", "", member.name, "", "", ""]))
    not_mine = of_county.get(hand_in(of_county, [other.code, "", "", "", "", member.name, "", "", ""]))

    assert [len(page.context["wrong"]) for page in (into_a_new_one, into_theirs, not_mine)] == [1, 1, 1]


def test_two_members_of_one_name_are_told_apart_by_their_number(chief, catalogue, sign_in):
    first, second = staff("wang1", "grid-member"), staff("wang2", "grid-member")
    for person, phone in ((first, "13800000001"), (second, "13800000002")):
        person.name, person.phone = "王伟", phone
        person.save()
    client = sign_in(chief)

    unclear = client.get(hand_in(client, [*STREET, "王伟", "", "", ""])).context["wrong"]
    another = client.get(hand_in(client, [*STREET, "王伟", "13800000009", "", ""])).context["wrong"]
    clear = hand_in(client, [*STREET, "王伟", "+86 138-0000-0002", "", ""])
    client.post(clear, {"checked": "1"})

    assert len(unclear) == 1
    assert ["another mobile number" in error for line in another for error in line.errors] == [True]
    assert [seat.person for seat in Seat.objects.all()] == [second]


def test_the_same_table_again_opens_nothing_twice(chief, member, sign_in):
    client = sign_in(chief)
    for _time in range(2):
        client.post(hand_in(client, [*STREET, member.name, "", "网格员", ""]), {"checked": "1"})

    assert (Grid.objects.count(), Seat.objects.count()) == (1, 1)


def test_a_member_sees_their_own_grids_and_changes_nothing(chief, member, sign_in):
    own, other = open_grid("410802-P-001", "塔南路"), open_grid("410802-P-002", "民主街道")
    Seat.objects.create(grid=own, person=member)
    client = sign_in(member)

    page = client.get(reverse("grids:grid", args=[own.code])).content.decode()

    assert client.get(reverse("grids:grid", args=[other.code])).status_code == 404
    assert "<form" not in page.partition("<main")[2].partition("</main")[0]
    assert client.post(reverse("grids:area", args=[own.code]), {"words": "x"}).status_code == 403


def test_what_cannot_be_is_told_on_its_field_and_stays_as_typed(chief, taihang, sign_in):
    street = open_grid("410802-P-001", "塔南路")
    licensed(taihang)
    follow_register()
    client = sign_in(chief)

    answer = client.post(reverse("grids:end", args=[street.code]), {"into": "", "reason": "网格调整"})

    assert answer.status_code == 422
    assert "into" in answer.context["end_form"].errors
    assert 'value="网格调整"' in answer.content.decode()


def test_a_company_nobody_looks_after_is_put_into_a_grid_from_the_list(chief, taihang, member, sign_in):
    park = open_grid("410802-P-009", "工业园")
    Seat.objects.create(grid=park, person=member)
    licensed(taihang)
    follow_register()
    client = sign_in(chief)
    assert taihang.name in client.get(reverse("grids:without")).content.decode()

    row = Assignment.objects.current().get(company=taihang)
    client.post(reverse("grids:assign", args=[row.pk]), {"grid": park.pk}, follow=True)

    assert Assignment.objects.current().get(company=taihang).grid == park
    assert taihang.name not in client.get(reverse("grids:without")).content.decode()
    assert member.name in sign_in(principal_of(taihang)).get(reverse("grids:mine")).content.decode()


def test_two_who_write_the_area_anew_are_shown_each_others_words(chief, catalogue, sign_in):
    grid = open_grid("410802-P-001", "塔南路")
    page = reverse("grids:grid", args=[grid.code])
    mine, theirs = sign_in(chief), sign_in(staff("chief2", "grid-chief", division="410800"))
    stood_on = theirs.get(page).context["stands_on"]
    mine.post(reverse("grids:area", args=[grid.code]), {"words": "塔南路\n焦东路", "stands-on": stood_on})

    stale = theirs.post(reverse("grids:area", args=[grid.code]), {"words": "民主路", "stands-on": stood_on})

    assert stale.status_code == 409
    assert "焦东路" in stale.content.decode()
    assert "民主路" in stale.content.decode()
    assert f'href="{page}"' in stale.content.decode()
    assert words_now(grid) == ["塔南路", "焦东路"]

    seen = {"stands-on": stood_on, "anyway": stale.context["stale"].version}
    theirs.post(reverse("grids:area", args=[grid.code]), {"words": "民主路", **seen})

    assert words_now(grid) == ["民主路"]
