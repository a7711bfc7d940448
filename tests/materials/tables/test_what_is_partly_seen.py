"""What is hidden in a part of a cell, or by a condition, is treated like a cell nobody sees: it is asked about."""

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, FormulaRule, Rule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from materials.tables.files import conditions
from materials.tables.reading import UnreadableTable
from tests.materials.tables.test_what_a_reader_sees import asked_of, book
from tests.materials.tables.test_what_offices_hand_in import HEADING, ONE, TWO

WITHOUT_PLATE = {code: value for code, value in TWO.items() if code != "plate"}
ASKED = ["Crossed out in the table, or not to be seen, and not imported: Plate in line 3."]
WHITE, BLUE = Font(color="FFFFFFFF"), PatternFill("solid", bgColor="FF1F4E79")


def in_two_inks(colour, ground=None):
    def dress(sheet):
        plate = sheet["A3"].value
        part = TextBlock(InlineFont(color=colour), plate[3:])
        sheet["A3"].value = CellRichText(TextBlock(InlineFont(color="FF000000"), plate[:3]), part)
        if ground:
            sheet["A3"].fill = PatternFill("solid", fgColor=ground)

    return dress


@pytest.mark.parametrize(
    ("dress", "is_seen"),
    [
        (in_two_inks("FFFFFFFF"), False), (in_two_inks(Color(theme=0)), False), (in_two_inks("FFFF0000"), True),
        (in_two_inks("FF1F4E79", "FF1F4E79"), False), (in_two_inks("FFFFFFFF", "FF1F4E79"), True),
    ],
)  # fmt: skip
def test_a_text_of_which_a_part_is_not_seen_is_no_value(dress, is_seen):
    found = asked_of(book(HEADING, [*ONE.values()], [*TWO.values()], dress=dress))

    assert found == (([ONE, TWO], []) if is_seen else ([ONE, WITHOUT_PLATE], ASKED))


def by(rule, area="A3"):
    return lambda sheet: sheet.conditional_formatting.add(area, rule)


def rule(kind, dress, **more):
    return Rule(type=kind, dxf=dress, **more)


def copied_about(*, over, rules):
    """A table that was copied about: thousands of rules, the last of which hides."""

    def dress(sheet):
        for nth in range(rules):
            red = CellIsRule(operator="equal", formula=[str(nth)], font=Font(color="FFFF0000"))
            sheet.conditional_formatting.add(f"A1:Z{over + nth}", red)
        sheet.conditional_formatting.add("A3", FormulaRule(formula=["TRUE"], font=WHITE))

    return dress


def test_among_thousands_of_conditions_the_one_that_hides_is_found():
    found = asked_of(book(HEADING, [*ONE.values()], [*TWO.values()], dress=copied_about(over=3, rules=1000)))

    assert found == ([ONE, WITHOUT_PLATE], ASKED)


def test_more_conditions_than_are_read_are_not_passed_over():
    table = book(HEADING, [*ONE.values()], [*TWO.values()], dress=copied_about(over=3, rules=conditions.MOST))

    with pytest.raises(UnreadableTable):
        asked_of(table)


UNSEEN = DifferentialStyle(font=WHITE)
HIDDEN = [
    CellIsRule(operator="equal", formula=[f'"{TWO["plate"]}"'], font=WHITE),
    CellIsRule(operator="notEqual", formula=["0"], font=WHITE),
    CellIsRule(operator="equal", formula=["$Z$1"], font=WHITE),
    FormulaRule(formula=["$Z$1>3"], font=WHITE),
    FormulaRule(formula=["TRUE"], font=Font(color="FF1F4E79"), fill=BLUE),
    FormulaRule(formula=["TRUE"], font=Font(strike=True)),
    FormulaRule(formula=["ISBLANK(Z3)"], font=WHITE),
    FormulaRule(formula=["TRUE"], fill=PatternFill("solid", bgColor="FF000000")),
    rule("containsText", UNSEEN, operator="containsText", text=TWO["plate"][:3], formula=["1"]),
    rule("duplicateValues", UNSEEN),
    rule("expression", DifferentialStyle(numFmt=NumberFormat(numFmtId=170, formatCode=";;;")), formula=["TRUE"]),
]
SEEN = [
    CellIsRule(operator="equal", formula=["0"], font=WHITE),
    CellIsRule(operator="lessThan", formula=["5"], font=WHITE),
    CellIsRule(operator="between", formula=["1", "9"], font=WHITE),
    CellIsRule(operator="equal", formula=['"另一个"'], font=WHITE),
    FormulaRule(formula=["ISERROR(A1)"], font=WHITE),
    FormulaRule(formula=["ISBLANK($A1)"], font=WHITE),
    FormulaRule(formula=["TRUE"], font=WHITE, fill=BLUE),
    FormulaRule(formula=["TRUE"], font=Font(color="FFFF0000")),
    FormulaRule(formula=["TRUE"], fill=BLUE),
    rule("containsText", UNSEEN, operator="containsText", text="没有", formula=["1"]),
    rule("containsBlanks", UNSEEN, formula=["LEN(TRIM(A3))=0"]),
]


@pytest.mark.parametrize("one", HIDDEN)
def test_what_a_condition_may_hide_is_asked_about(one):
    assert asked_of(book(HEADING, [*ONE.values()], [*TWO.values()], dress=by(one))) == ([ONE, WITHOUT_PLATE], ASKED)


@pytest.mark.parametrize("one", SEEN)
def test_a_condition_that_hides_nothing_of_a_value_is_no_question(one):
    assert asked_of(book(HEADING, [*ONE.values()], [*TWO.values()], dress=by(one, "A1:Z99"))) == ([ONE, TWO], [])


def test_white_by_condition_on_a_cell_of_another_ground_is_seen():
    def dress(sheet):
        by(FormulaRule(formula=["TRUE"], font=WHITE))(sheet)
        sheet["A3"].fill = PatternFill("solid", fgColor="FF1F4E79")

    assert asked_of(book(HEADING, [*ONE.values()], [*TWO.values()], dress=dress)) == ([ONE, TWO], [])


@pytest.mark.parametrize("area", ["A3:A9", "A1:A1048576", "B7 A3", "$A$2:$A$3"])
def test_a_condition_is_looked_for_wherever_its_area_reaches(area):
    one = CellIsRule(operator="equal", formula=[f'"{TWO["plate"]}"'], font=WHITE)

    assert asked_of(book(HEADING, [*ONE.values()], [*TWO.values()], dress=by(one, area)))[1] == ASKED
