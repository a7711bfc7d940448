"""A row costs little to show and loses nothing typed; a number is plausible before the law follows from it."""

import datetime

from licensing.applicant.rows.cards import shown_rows
from licensing.applicant.rows.inputs import RowInputs
from licensing.applicant.rows.parts import Window
from licensing.applications.answers.facts import is_exempt
from licensing.applications.answers.given import Answers
from licensing.applications.answers.validation import expired_grade, row_errors
from materials.catalogue.forms import FieldSpec, Option, SectionForm
from tests.effort import calls_of


def spec(code, kind="text", *, options=(), required="always"):
    return FieldSpec(
        code=code, label_zh=code, label_en=code, type=kind, options=options, required=required, when=None,
        validation={}, prefill=None,
    )  # fmt: skip


COLOURS = (
    Option(code="yellow", label_zh="黄色", label_en="Yellow"),
    Option(code="blue", label_zh="蓝", label_en="Blue"),
)
FIELDS = (
    spec("plate", "plate"), spec("plate-colour", "select", options=COLOURS), spec("vin", "vin"),
    spec("gross-mass", "integer"), spec("load-mass", "integer", required="optional"),
    spec("grade-valid-to", "date", required="optional"), spec("vehicle-type"), spec("use-nature"),
)  # fmt: skip
VEHICLES = SectionForm(
    code="vehicle", label_zh="车辆", label_en="Vehicles", repeatable=True, optional=False, fields=(), row_fields=FIELDS
)


def html(**values):
    return RowInputs(FIELDS, values, {"vin": "wrong <vin>"}, asked={"plate"}, prefix="vehicle-0").html


def test_inputs_of_a_row_have_the_names_others_rely_on_and_tell_their_errors():
    page = html(plate="豫H51001")

    assert '<input type="text" name="vehicle-0-plate" id="id_vehicle-0-plate" value="豫H51001"' in page
    assert 'id="error_1_id_vehicle-0-vin"' in page
    assert 'aria-describedby="error_1_id_vehicle-0-vin id_vehicle-0-vin_helptext"' in page
    assert "(optional)" in page


def test_what_is_typed_is_escaped_wherever_it_stands():
    page = html(**{"plate": '"><script>', "plate-colour": "<i>", "vehicle-type": "<b>'&"})

    assert "<script>" not in page
    assert "<i>" not in page
    assert "<b>" not in page
    assert "wrong &lt;vin&gt;" in page


def test_a_word_that_is_on_no_list_and_a_day_no_browser_reads_are_still_seen():
    page = html(**{"plate-colour": "绿", "grade-valid-to": "05/01/2027"})

    assert '<option value="绿" selected>绿</option>' in page
    assert '<input type="text" name="vehicle-0-grade-valid-to"' in page
    assert 'type="date" name="vehicle-0-grade-valid-to"' in html(**{"grade-valid-to": "2027-01-05"})


def test_five_hundred_rows_cost_little_each():
    rows = [{"plate": f"豫H5{n:04d}", "plate-colour": "yellow", "vin": "LZZ5ELND3NA000001"} for n in range(500)]
    answers = Answers(rows={"vehicle": rows})
    names = [str(n) for n in range(500)]

    def show():
        shown = shown_rows(VEHICLES, answers, {}, names, Window(ids=frozenset(names)), checked=True)
        "".join(row.form.html for row in shown.rows)

    assert calls_of(show) / 500 <= 900, "calls of functions: half a millisecond"


def vehicles(*masses):
    return Answers(rows={"vehicle": [{"plate": f"豫H5100{n}", "gross-mass": mass} for n, mass in enumerate(masses)]})


def test_a_mass_in_tonnes_never_ends_in_no_licence_is_needed():
    assert is_exempt(vehicles(4500, 3000))
    assert not is_exempt(vehicles(25))
    assert not is_exempt(vehicles(4500, 4))
    assert not is_exempt(vehicles("4.5"))


def test_a_mass_that_is_no_vehicle_is_told_on_its_field():
    answers = vehicles(25, 25000)

    errors = row_errors(VEHICLES, answers.rows["vehicle"], answers)

    assert "4.5 t is 4500" in errors[0]["gross-mass"]
    assert "gross-mass" not in errors[1]


def test_a_grade_that_expired_is_told():
    day = datetime.date(2026, 11, 25)

    assert expired_grade({"grade-valid-to": "2019-01-05"}, on=day) == "2019-01-05"
    assert expired_grade({"grade-valid-to": "2026-11-25"}, on=day) == ""
    assert expired_grade({"grade-valid-to": "soon"}, on=day) == ""
