"""The menu shows what somebody may open, and marks where they are."""

import pytest
from django.urls import get_resolver, reverse

from accounts.roles import PERMISSIONS, Role
from pages.menu import WORDS_IN_A_ROW, Entry, OpenRoom, Room, menu_for
from portal.menu import MENU
from tests.access.everything import all_names


class Somebody:
    is_authenticated = False  # what is personal has its own test

    def __init__(self, *permissions):
        self.permissions = {name if "." in name else f"accounts.{name}" for name in permissions}

    def has_perm(self, perm):
        return perm in self.permissions


def lines_of(visitor, parts, *, page):
    shown = menu_for(visitor, parts, page=page)
    return [line for part in shown for line in (part.lines if isinstance(part, OpenRoom) else [part])]


def entries_of(parts):
    return [entry for part in parts for entry in (part.entries if isinstance(part, Room) else [part])]


def here(page, *permissions):
    return [str(line.title) for line in lines_of(Somebody(*permissions), MENU, page=page) if line.is_here]


def test_who_has_signed_in_nowhere_sees_what_is_public():
    shown = [line.url for line in menu_for(Somebody(), MENU, page="home")]

    public = ["services:list", "verify:verify", "verify:publicity", "hear:tell", "knowledge:answers"]
    assert shown == [reverse(name) for name in (*public, "care:programmes", "insurance:report")]


@pytest.mark.parametrize(
    ("page", "permission", "title"),
    [
        ("desk:case", "decide_applications", "Desk"),
        ("desk:after_grant", "decide_applications", "After the grant"),
        ("desk:steps", "hand_over_steps", "Open steps"),
        ("register:dossier", "read_register", "Licence register"),
        ("applications:section", "file_applications", "My applications"),
        ("services:guide", "file_applications", "Services"),
    ],
)
def test_the_nearest_entry_is_marked_and_no_other(page, permission, title):
    assert here(page, permission) == [title]


@pytest.mark.parametrize("page", ["", "home", "account_login"])
def test_a_page_of_no_entry_marks_none(page):
    assert here(page) == []


def test_every_name_in_the_menu_exists():
    names = {name for name, _arguments in all_names(get_resolver().url_patterns)}
    spaces = {f"{name.partition(':')[0]}:" for name in names if ":" in name}
    granted = {name for permissions in PERMISSIONS.values() for name in permissions}

    for entry in entries_of(MENU):
        assert {entry.address, *entry.pages} <= names | spaces
        assert set(entry.permissions) <= granted


def test_every_role_finds_something_to_do():
    for role in Role:
        own = Somebody(*PERMISSIONS[role])
        assert len(lines_of(own, MENU, page="")) > 3, role


def test_an_entry_without_permission_is_open_to_everybody():
    assert Entry(title="x", address="home").is_open_to(Somebody())


class Reader(Somebody):
    is_authenticated = True
    pk = 0


def test_what_waits_is_counted_for_who_is_signed_in_and_for_nobody_else():
    entry = Entry(title="Messages", address="home", is_personal=True, count=lambda reader: 3)

    assert [line.count for line in menu_for(Reader(), (entry,), page="")] == [3]
    assert menu_for(Somebody(), (entry,), page="") == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_nobody_has_more_words_in_the_bar_than_one_reads_at_a_glance(role):
    shown = menu_for(Reader(*PERMISSIONS[role]), MENU, page="")

    assert len(shown) <= WORDS_IN_A_ROW + 2, [str(part.title) for part in shown]


def test_few_lines_stand_in_a_row_and_many_in_their_rooms():
    few = (Entry(title="a", address="home"), Room(title="r", entries=(Entry(title="b", address="home"),) * 2))
    many = (Room(title="r", entries=tuple(Entry(title=str(n), address="home") for n in range(WORDS_IN_A_ROW + 1))),)

    assert not any(isinstance(part, OpenRoom) for part in menu_for(Somebody(), few, page=""))
    assert [str(part.title) for part in menu_for(Somebody(), many, page="")] == ["r"]


def test_a_room_with_one_line_is_that_line():
    lines = tuple(Entry(title=str(n), address="home") for n in range(WORDS_IN_A_ROW))

    shown = menu_for(Somebody(), (*lines, Room(title="r", entries=(Entry(title="only", address="home"),))), page="")

    assert str(shown[-1].title) == "only"


def test_a_room_says_that_one_is_in_it_and_what_waits_there():
    counted = Entry(title="Messages", address="post:inbox", count=lambda reader: 2)
    lines = tuple(Entry(title=str(n), address="home") for n in range(WORDS_IN_A_ROW))

    [*_, room] = menu_for(
        Reader(), (*lines, Room(title="r", entries=(counted, Entry(title="x", address="home")))), page="post:inbox"
    )

    assert (room.is_here, room.count) == (True, 2)
