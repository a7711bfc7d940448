"""Scores and colours: the four vectors of the law's reference, and what holds for every company and model."""

import copy
import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clock.months import months_between, months_later
from supervision.credit.scoring.assess import Fact, Gravity, Standing, assess, counts, decay, rounded
from supervision.credit.scoring.model import Colour
from supervision.credit.scoring.reading import BadModel, read_model, shipped_documents

ON = datetime.date(2026, 12, 3)
LONG_AGO = datetime.date(2020, 1, 1)
MODELS = {document["code"]: read_model(document) for document in shipped_documents()}
FREIGHT = MODELS["freight-1"]
OPEN_DAY = datetime.date(2026, 11, 1)


def factual(**ages):
    """Facts of an indicator by their ages in months; a tuple (age, magnitude) weighs more."""
    found = []
    for name, told in ages.items():
        for age in told:
            months, magnitude = age if isinstance(age, tuple) else (age, 1)
            happened = months_later(ON, -months)
            indicator = name.replace("_", "-")
            fact = Fact(key=len(found), indicator=indicator, happened_on=happened, magnitude=Fraction(magnitude))
            found.append(fact)
    return found


def assessed(facts, *, vehicles, since=LONG_AGO, silent=(), model=FREIGHT):
    return assess(model, facts, vehicles=vehicles, since=since, on=ON, silent=silent)


def test_vector_a_one_truck_one_complaint():
    facts = factual(complaints=[2])

    old = assessed(facts, vehicles=1)
    young = assessed(facts, vehicles=1, since=months_later(ON, -5))

    assert rounded(old.score) == "95.00"
    assert (old.colour, young.colour) == (Colour.GREEN, Colour.NONE)


def test_vector_b_a_high_score_is_yellow_by_trigger():
    facts = factual(penalties=[2], complaints=[1, 5], overdue_vehicles=[0, 0, 0], taxpayer_a=[4])

    told = assessed(facts, vehicles=20)

    assert [rounded(share.left) for share in told.shares] == ["30.00", "17.50", "18.50", "6.11", "15.00"]
    assert rounded(told.score) == "89.11"
    assert told.score == Fraction(802, 9)
    assert told.colour is Colour.YELLOW
    assert [(reason.kind, reason.code) for reason in told.reasons] == [("trigger", "overdue-tenth")]


def test_vector_c_a_fatal_accident_makes_yellow():
    facts = factual(accidents=[1], deaths=[1], penalties=[2, 7], overdue_vehicles=[0, 0], alerts_unhandled=[1, 2])

    told = assessed(facts, vehicles=60)

    assert [rounded(share.left) for share in told.shares] == ["25.00", "18.70", "11.67", "15.00", "15.00"]
    assert rounded(told.score) == "85.37"
    assert told.colour is Colour.YELLOW
    assert [reason.code for reason in told.reasons] == ["one-death"]


def test_vector_d_much_of_everything_is_red():
    facts = factual(
        accidents=[1],
        penalties=[1, 2, 2, 4],
        overloads=[1, 1, 2],
        overdue_vehicles=[0] * 6,
        alerts_unhandled=[1, 2, 3],
        complaints=[1, 1, 2],
        tickets_late=[1, 1, 2],
        orders_overdue=[1, 2],
        staff_unexamined=[1],
    )

    told = assessed(facts, vehicles=12)

    assert [rounded(share.left) for share in told.shares] == ["27.50", "4.28", "7.00", "0.00", "0.00"]
    assert rounded(told.score) == "38.78"
    assert told.colour is Colour.RED


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_whatever_touches_public_safety_is_visited_less_not_never(model):
    visits = {colour: model.effect(colour).routine_visits for colour in Colour}

    assert visits[Colour.GREEN] == (0 if model.sector == "freight" else 1)
    assert visits[Colour.GREEN] < visits[Colour.YELLOW] < visits[Colour.RED]


def test_a_fact_fades_after_three_months_to_nothing_at_the_end_of_its_window():
    assert [decay(months, 12) for months in (0, 3, 5, 11, 12, 30)] == [1, 1, Fraction(7, 9), Fraction(1, 9), 0, 0]


def test_three_deaths_in_one_accident_are_red_whatever_the_score():
    one = assessed(factual(deaths=[(1, 3)]), vehicles=500)
    several = assessed(factual(deaths=[1, 2, 3]), vehicles=500)

    assert one.colour is Colour.RED
    assert several.colour is Colour.YELLOW, "three accidents with one death each are no veto"


def test_a_repeated_complaint_weighs_double_and_is_still_one():
    twice = factual(complaints=[(1, 2), (1, 2)])

    told = assessed(twice, vehicles=200)

    assert rounded(told.shares[3].left) == "13.00"
    assert told.colour is Colour.GREEN, "two complaints are not three"


def test_of_two_grades_one_counts():
    told = assessed(factual(grade_aaa=[1], grade_aa=[9], taxpayer_a=[1]), vehicles=5)

    assert told.bonus == 6


INDICATORS = [one.code for one in FREIGHT.indicators]
BAD = [one.code for one in FREIGHT.indicators if not one.speaks_for]
DAYS = st.dates(min_value=datetime.date(2022, 1, 1), max_value=datetime.date(2027, 12, 31))


@st.composite
def facts(draw, codes=tuple(INDICATORS)):
    return Fact(
        key=draw(st.integers(1, 10**6)),
        indicator=draw(st.sampled_from(codes)),
        happened_on=draw(DAYS),
        magnitude=Fraction(draw(st.integers(1, 5))),
        gravity=draw(st.sampled_from(Gravity)),
        standing=draw(st.sampled_from(Standing)),
        ends_on=draw(st.none() | DAYS),
    )


MODEL = st.sampled_from(list(MODELS.values()))
FLEET = st.none() | st.integers(0, 900)
SINCE = st.none() | DAYS


@given(MODEL, st.lists(facts(), max_size=12), FLEET, SINCE, DAYS)
def test_no_fact_outside_its_window_counts(model, told, vehicles, since, on):
    result = assess(model, told, vehicles=vehicles, since=since, on=on)

    inside = [
        fact
        for fact in told
        if fact.happened_on <= on
        and (not (window := model.indicator(fact.indicator).window) or months_between(fact.happened_on, on) < window)
        and (fact.ends_on is None or on < fact.ends_on)
    ]
    assert result.counted <= {fact.key for fact in inside}
    assert result == assess(model, inside, vehicles=vehicles, since=since, on=on)


@given(MODEL, st.lists(facts(), max_size=12), FLEET, SINCE, DAYS)
def test_what_is_repaired_removed_or_objected_to_never_counts(model, told, vehicles, since, on):
    result = assess(model, told, vehicles=vehicles, since=since, on=on)

    standing = [fact for fact in told if fact.standing is Standing.COUNTED and fact.gravity is not Gravity.SLIGHT]
    assert result == assess(model, standing, vehicles=vehicles, since=since, on=on)


@given(MODEL, st.lists(facts(), max_size=8), st.lists(facts(codes=tuple(BAD)), max_size=4), FLEET, SINCE, DAYS)
def test_more_bad_facts_never_raise_a_score_or_better_a_colour(model, told, more, vehicles, since, on):
    before = assess(model, told, vehicles=vehicles, since=since, on=on)
    after = assess(model, told + more, vehicles=vehicles, since=since, on=on)

    assert after.score <= before.score
    assert after.colour is before.colour or before.colour is Colour.NONE or after.colour.is_worse_than(before.colour)


@given(MODEL, st.fractions(0, 100))
def test_every_score_has_exactly_one_colour(model, score):
    assert [band for band in model.bands if band.holds(score)] == [model.band_of(score)]


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_colours_change_at_sixty_and_eighty_five_and_not_before(model):
    told = [model.band_of(Fraction(score)).colour for score in ("59.99", "60", "84.99", "85")]

    assert told == [Colour.RED, Colour.YELLOW, Colour.YELLOW, Colour.GREEN]


def test_exactly_a_tenth_of_the_vehicles_overdue_is_no_trigger():
    tenth, more = (assessed(factual(overdue_vehicles=[0] * count), vehicles=20) for count in (2, 3))

    assert (tenth.colour, more.colour) == (Colour.GREEN, Colour.YELLOW)


def test_three_complaints_count_within_ninety_days():
    def on_days(*ages):
        return [Fact(key=age, indicator="complaints", happened_on=ON - datetime.timedelta(days=age)) for age in ages]

    inside, outside = (assessed(on_days(1, 2, oldest), vehicles=500) for oldest in (89, 90))

    assert (inside.colour, outside.colour) == (Colour.YELLOW, Colour.GREEN)


def test_numbers_are_read_as_they_are_written():
    document = copy.deepcopy(shipped_documents()[0])
    for one, weight in zip(document["dimensions"], (33.3, 33.3, 33.3, 0.1, 0), strict=True):
        one["weight"] = weight

    assert sum(one.weight for one in read_model(document).dimensions) == 100


def test_a_full_score_is_green():
    assert FREIGHT.band_of(Fraction(100)).colour is Colour.GREEN
    assert assessed([], vehicles=3).colour is Colour.GREEN


@given(MODEL, st.lists(facts(), max_size=8), FLEET, SINCE, DAYS, st.sets(st.sampled_from(["police", "tax"])))
def test_what_is_unknown_is_never_green(model, told, vehicles, since, on, silent):
    result = assess(model, told, vehicles=vehicles, since=since, on=on, silent=silent)

    assert 0 <= result.score <= 100
    if silent or vehicles is None or since is None or months_between(since, on) < 6:
        assert result.colour is not Colour.GREEN


@given(facts(), DAYS)
def test_a_fact_counts_until_the_day_it_lapses_and_not_on_it(fact, on):
    indicator = FREIGHT.indicator(fact.indicator)
    day = months_later(fact.happened_on, indicator.window) if indicator.window else None

    if day is not None and on >= day:
        assert not counts(fact, indicator, on=on)


def spoilt(change):
    document = copy.deepcopy(shipped_documents()[0])
    change(document)
    return document


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["dimensions"][0].update(weight="31"), "sum to 100"),
        (lambda d: d["colours"][0].update(below="59"), "gap or overlap"),
        (lambda d: d["colours"][2].update(below="99"), "cover 0 to 100"),
        (lambda d: d["colours"][0].update(colour="green"), "worse colour"),
        (lambda d: d["triggers"][0].update(indicator="weather"), "names no indicator"),
        (lambda d: d["indicators"][0].update(source=" "), "has no source"),
        (lambda d: d["bonus_cap"].pop("source"), "has no source"),
        (lambda d: d["indicators"][0].update(window=2), "before it begins to fade"),
        (lambda d: d["indicators"][0].update(points="-1"), "negative"),
        (lambda d: d["indicators"][0].update(step="0"), "negative"),
        (lambda d: d["effects"].pop(), "effects"),
        (lambda d: d["indicators"].append(d["indicators"][0]), "stands twice"),
        (lambda d: d.pop("code"), "KeyError"),
        (lambda d: d["indicators"][0].update(points="much"), "ValueError"),
        (lambda d: d["indicators"][0].update(points=float("inf")), "ValueError"),
        (lambda d: d["dimensions"][0].update(weight="-30") or d["dimensions"][1].update(weight="80"), "negative"),
        (lambda d: d["fewest_vehicles"].update(value=0), "at least one vehicle"),
        (lambda d: d["minimum_stay"][0].update(days=-1), "not negative"),
        (lambda d: d["effects"][0].update(method="by post"), "on-site"),
        (lambda d: d["effects"].append("x"), "TypeError"),
    ],
)
def test_a_model_that_contradicts_itself_is_not_read(change, words):
    with pytest.raises(BadModel, match=words):
        read_model(spoilt(change))
