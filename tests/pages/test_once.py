"""What a rule has found while a page is put together is not asked for again; outside it is asked each time."""

from __future__ import annotations

from pages.once import once_a_page, read_once

asked: list[tuple[int, str]] = []


@once_a_page
def rule(number: int, *, of: str = "") -> str:
    asked.append((number, of))
    return f"{number}{of}"


def test_a_page_asks_each_thing_once_and_the_next_page_anew() -> None:
    for _page in range(2):
        asked.clear()
        with read_once():
            told = [rule(1), rule(1), rule(2), rule(1, of="x"), rule(1, of="x")]

        assert told == ["1", "1", "2", "1x", "1x"]
        assert asked == [(1, ""), (2, ""), (1, "x")]


def test_outside_a_page_it_is_asked_each_time() -> None:
    with read_once():
        rule(3)
    asked.clear()
    rule(3)
    rule(3)

    assert asked == [(3, ""), (3, "")]


def test_a_part_of_a_page_that_only_reads_is_of_the_page() -> None:
    with read_once():
        rule(4)
        asked.clear()
        with read_once():
            rule(4)
        rule(4)

    assert asked == []
