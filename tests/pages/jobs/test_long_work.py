"""Long work is begun, left and come back to: part by part, once, by one worker, for whoever still may have it."""

import csv
import datetime
import hashlib
import io
import zipfile
from contextlib import nullcontext

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import DataError, OperationalError, connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from licensing.auditing.exporting import AS_CSV, AS_XLSX, FILES, TOO_MANY, about_list
from licensing.certificates.models import Certificate, CertificateCopy
from licensing.certificates.packing import OF_A_COMPANY, about_company
from pages.jobs import actions, keeping, running
from pages.jobs.files import FOLDER, Result, content_of
from pages.jobs.looks import JOBS
from pages.jobs.models import Job, Part, State
from papers.sign import check
from post.telling import tail
from post.telling.models import Message
from tests.conftest import SHUNDA
from tests.factories import company_of, granted, principal_of, staff
from trail.models import Event

pytestmark = pytest.mark.django_db


def again(job):
    return Job.objects.get(pk=job.pk)


def to_the_end(job):
    while running.work_on(job.pk):
        pass
    return again(job)


def result_of(job):
    return io.BufferedReader(Result(list(job.parts.filter(is_result=True)))).read()


def packed(company, **more):
    return actions.ask(OF_A_COMPANY, about_company(company, **more), by=principal_of(company))


def files_in(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def lines_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


ALTERED = "ALTERED after it was signed"


def assert_complete(job, certificates):
    """Every copy of every certificate once, byte for byte, and one line of the list for each."""
    files = files_in(result_of(job))
    lines = lines_of(files.pop("index.csv"))
    digests = CertificateCopy.objects.filter(certificate__in=certificates).values_list("document__sha256", flat=True)
    assert sorted(hashlib.sha256(content).hexdigest() for content in files.values()) == sorted(digests)
    assert {line["File"]: line["SHA-256"] for line in lines} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    assert len(lines) == len(digests)
    # Files of the test that are many alike are one signed file with something behind it: the list says so.
    worth = {name: "signature valid" if check(content).state == "valid" else ALTERED for name, content in files.items()}
    assert {line["File"]: line["Signature"] for line in lines} == worth
    assert hashlib.sha256(result_of(job)).hexdigest() == job.sha256


# --- making ----------------------------------------------------------------------------------------


def test_an_archive_made_in_many_stretches_is_the_archive_made_at_once(taihang, many):
    certificates = many(70)

    at_once = to_the_end(packed(taihang))
    first = again(at_once)
    Job.objects.filter(pk=at_once.pk).update(state=State.CANCELLED)
    slowly = packed(taihang)
    Job.objects.filter(pk=slowly.pk).update(asked_at=first.asked_at)
    stretches = 1
    while running.work_on(slowly.pk, seconds=1e-9):
        stretches += 1

    assert_complete(first, certificates)
    assert stretches == len(again(slowly).plan) + 1
    assert again(slowly).sha256 == first.sha256


def test_only_those_that_were_chosen_are_packed_and_never_those_of_another(taihang, clerk):
    granted(taihang, clerk=clerk)
    others = granted(company_of(SHUNDA), clerk=clerk).decision.certificates.first()
    mine = Certificate.objects.filter(company=taihang).first()

    job = to_the_end(packed(taihang, chosen=[mine.pk, others.pk]))

    assert job.units == 1
    assert_complete(job, [mine])


def test_certificates_of_one_number_in_two_versions_have_two_names(taihang, many):
    first, second, *_rest = many(3)
    with connection.cursor() as cursor:
        from trail.triggers import lifted

        with lifted():
            cursor.execute(
                "UPDATE licensing_certificate SET number = %s, version = 2 WHERE id = %s", [first.number, second.pk]
            )

    job = to_the_end(packed(taihang, chosen=[first.pk, second.pk]))

    assert_complete(job, [first, second])


def test_a_part_is_made_once_whatever_happens_between_its_file_and_its_row(taihang, many, monkeypatch):
    certificates = many(70)
    job = packed(taihang)

    class Killed(BaseException):
        pass

    def dies(*_args, **_kwargs):
        raise Killed

    for number in range(3):
        with monkeypatch.context() as dying:
            dying.setattr(Part.objects, "create", dies)
            with pytest.raises(Killed):
                running.work_on(job.pk)  # the file is written, its row and the count are not
        assert again(job).done == number
        assert running.work_on(job.pk) is False  # the dead one's lease has not run out
        Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
        running.work_on(job.pk, seconds=1e-9)
        assert again(job).done == number + 1

    assert_complete(to_the_end(job), certificates)
    assert Part.objects.filter(job=job).count() == len(again(job).plan) + 2


def test_two_workers_never_hold_one_job(taihang, many):
    many(3)
    job = packed(taihang)

    first = running._take(job.pk)
    second = running._take(job.pk)

    assert first is not None
    assert second is None


def test_whoever_lost_the_job_writes_nothing_of_it(taihang, many):
    many(30)
    job = packed(taihang)
    slow = running._take(job.pk)
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    done = to_the_end(job)

    with pytest.raises(running.NoLongerOurs):
        running._write(slow, done=1)

    assert again(job).done == done.done


def test_while_the_end_is_written_the_job_stays_in_the_same_hands(many, monkeypatch):
    many(25)
    monkeypatch.setattr("licensing.auditing.exporting.AT_ONCE", 7)
    auditor = staff("auditor", "auditor")
    job = actions.ask(AS_XLSX, about_list("", by=auditor), by=auditor)
    told = []

    def reads_slowly(part):
        told.append(again(job).due_at > timezone.now())
        Job.objects.filter(pk=job.pk).update(due_at=timezone.now())  # so long the lease was
        return content_of(part)

    monkeypatch.setattr(running, "content_of", reads_slowly)

    assert to_the_end(job).state == State.DONE
    assert len(told) > len(again(job).plan)
    assert all(told)


def test_other_work_comes_between_two_stretches(taihang, many, settings):
    many(70)
    settings.LONG_WORK_STRETCH_SECONDS = 1e-9
    job = packed(taihang)
    DBTaskResult.objects.all().delete()

    running.go_on.func(job.pk)
    running.hurry()

    waiting = DBTaskResult.objects.ready()
    assert [task.args_kwargs["args"] for task in waiting] == [[job.pk]]
    assert {task.priority for task in waiting} == {running.PRIORITY}
    assert running.PRIORITY < 0


def test_what_a_killed_worker_left_is_queued_for_the_end_of_its_lease_and_once(taihang, many):
    many(3)
    job = packed(taihang)
    DBTaskResult.objects.all().delete()
    running._take(job.pk)

    told = [running.hurry() for _minute in range(3)]

    assert told == [1, 0, 0]
    assert DBTaskResult.objects.get().run_after == again(job).due_at


# --- who may -----------------------------------------------------------------------------------------


def test_nobody_packs_what_is_not_theirs(taihang, many):
    many(1)

    with pytest.raises(PermissionDenied):
        actions.ask(OF_A_COMPANY, about_company(taihang), by=principal_of(company_of(SHUNDA)))


def test_the_permission_is_asked_again_when_it_runs(clerk, many):
    many(1)
    auditor = staff("auditor", "auditor")
    job = actions.ask(AS_CSV, about_list("", by=auditor), by=auditor)
    auditor.groups.set([])

    running.work_on(job.pk)

    assert again(job).state == State.FAILED
    assert again(job).reason == running.NOT_ALLOWED


def test_and_when_the_result_is_downloaded(many, sign_in):
    many(1)
    auditor = staff("auditor", "auditor")
    job = to_the_end(actions.ask(AS_CSV, about_list("", by=auditor), by=auditor))
    address = reverse("work:download", kwargs={"key": job.key})
    window = sign_in(auditor)
    assert window.get(address).status_code == 200

    auditor.groups.set([Group.objects.get(name="counter-clerk")])

    assert window.get(address).status_code == 403
    assert Event.objects.filter(kind="work.downloaded", subject=job.subject).count() == 1


def test_a_stranger_finds_no_job_of_another(taihang, many, sign_in):
    many(1)
    job = to_the_end(packed(taihang))
    stranger = sign_in(principal_of(company_of(SHUNDA)))

    answers = [stranger.get(reverse("work:download", kwargs={"key": job.key}))]
    answers += [stranger.post(reverse(f"work:{name}", kwargs={"key": job.key})) for name in ("cancel", "retry")]

    assert {answer.status_code for answer in answers} == {404}


def test_who_may_not_read_personal_data_packs_no_certificates(many):
    many(1)
    supervisor = staff("supervisor", "supervisor")

    with pytest.raises(PermissionDenied):
        actions.ask(FILES, about_list("", by=supervisor), by=supervisor)


# --- asking, cancelling, failing -----------------------------------------------------------------------


def test_what_is_asked_for_twice_is_done_once(taihang, many):
    many(2)

    assert packed(taihang).pk == packed(taihang).pk
    assert Job.objects.count() == 1


def test_the_order_and_the_page_of_a_list_make_no_other_export_of_it(many):
    many(1)
    auditor = staff("auditor", "auditor")

    told = [about_list(query, by=auditor) for query in ("kind=vehicle", "sort=-issued&kind=vehicle&q=&after=9&as=csv")]

    assert told[0] == told[1]
    assert about_list("sort=-issued", by=auditor)["filters"] == ""


def test_one_person_does_not_fill_the_queue(taihang, many, settings):
    certificates = many(5)
    settings.LONG_WORK_AT_ONCE = 3
    for one in certificates[:3]:
        packed(taihang, chosen=[one.pk])

    with pytest.raises(actions.TooManyAtOnce):
        packed(taihang, chosen=[certificates[3].pk])


def test_a_cancelled_job_stops_at_its_next_part_and_leaves_no_file(taihang, many, settings):
    many(70)
    job = packed(taihang)
    held = running._take(job.pk)
    running._plan(held, OF_A_COMPANY, running.Order(about=job.about, by=job.asked_by, asked_at=job.asked_at))
    running._make(held, OF_A_COMPANY, running.Order(about=job.about, by=job.asked_by, asked_at=job.asked_at))

    actions.cancel(again(job), by=job.asked_by)

    with pytest.raises(running.NoLongerOurs):
        running._make(held, OF_A_COMPANY, running.Order(about=job.about, by=job.asked_by, asked_at=job.asked_at))
    Job.objects.update(due_at=timezone.now() - datetime.timedelta(seconds=1))
    keeping.remove_old()
    assert not (settings.PRIVATE_DIR / FOLDER / str(job.key)).exists()
    assert not Part.objects.exists()
    assert again(job).state == State.CANCELLED
    with pytest.raises(actions.NothingToCancel):
        actions.cancel(again(job), by=job.asked_by)


def test_an_error_of_ours_is_tried_three_times_and_then_told_in_the_readers_words(taihang, many, sign_in, monkeypatch):
    many(30)
    job = packed(taihang)
    monkeypatch.setattr(running, "PAUSES", (datetime.timedelta(0),) * 2)

    def breaks(*_args):
        raise ValueError("豫H12345")

    monkeypatch.setattr("pages.jobs.running.keep", breaks)
    for _time in range(3):
        running.work_on(job.pk)
    monkeypatch.undo()

    failed = again(job)
    page = sign_in(job.asked_by).get(reverse("work:mine")).content.decode()
    assert (failed.state, failed.reason) == (State.FAILED, "error:ValueError")
    assert "three times in a row (ValueError)" in page
    assert "豫H12345" not in page
    actions.retry(failed, by=job.asked_by)
    assert to_the_end(job).state == State.DONE


@pytest.mark.parametrize(("failure", "passes"), [(OperationalError, True), (DataError, False)])
def test_a_database_that_is_away_is_waited_for_and_what_it_refuses_is_a_failure(
    taihang, many, monkeypatch, failure, passes
):
    many(2)
    job = packed(taihang)

    def breaks(*_args):
        raise failure

    monkeypatch.setattr(running, "keep", breaks)
    with pytest.raises(failure) if passes else nullcontext():
        running.work_on(job.pk)

    assert again(job).tries == (0 if passes else 1)


def test_a_result_of_a_kind_that_is_gone_is_told_as_gone(taihang, many, sign_in, settings):
    many(1)
    job = to_the_end(packed(taihang))
    settings.LONG_WORK = ()

    answer = sign_in(job.asked_by).get(reverse("work:download", kwargs={"key": job.key}), follow=True)

    assert "There is no result to download" in answer.content.decode()


def test_a_failure_a_kind_knows_is_told_in_its_own_words(many, monkeypatch, sign_in):
    many(3)
    monkeypatch.setattr("licensing.auditing.exporting.MOST_FILES", 2)
    auditor = staff("auditor", "auditor")
    job = actions.ask(FILES, about_list("", by=auditor), by=auditor)

    running.work_on(job.pk)

    assert again(job).reason == TOO_MANY
    assert "Narrow them" in sign_in(auditor).get(reverse("work:mine")).content.decode()


# --- keeping and telling -----------------------------------------------------------------------------


def test_a_result_is_kept_for_its_time_and_the_row_says_that_it_is_gone(taihang, many, sign_in, settings):
    many(2)
    job = to_the_end(packed(taihang))
    folder = settings.PRIVATE_DIR / FOLDER / str(job.key)
    assert job.kept_until - job.ended_at == datetime.timedelta(days=settings.LONG_WORK_KEPT_DAYS)
    keeping.remove_old()
    assert folder.exists()

    Job.objects.update(kept_until=timezone.now() - datetime.timedelta(seconds=1))
    keeping.remove_old()

    window = sign_in(job.asked_by)
    assert not folder.exists()
    assert again(job).state == State.EXPIRED
    assert "No longer kept" in window.get(reverse("work:mine")).content.decode()
    answer = window.get(reverse("work:download", kwargs={"key": job.key}), follow=True)
    assert "There is no result to download" in answer.content.decode()


def test_parts_are_sealed_where_they_lie(taihang, many, settings):
    many(2)
    job = to_the_end(packed(taihang))

    kept = [path.read_bytes() for path in (settings.PRIVATE_DIR / FOLDER / str(job.key)).iterdir()]

    assert kept
    assert not any(b"%PDF" in content or "豫运".encode() in content for content in kept)


def test_its_person_is_told_when_it_is_ready_and_nothing_of_it_stands_in_the_trail(many):
    many(2)
    auditor = staff("auditor", "auditor")
    job = to_the_end(actions.ask(AS_CSV, about_list("q=太行货运", by=auditor), by=auditor))

    tail.listen()

    message = Message.objects.get(person=auditor, text="work-done")
    assert message.address == reverse("work:mine")
    told = Event.objects.filter(subject=job.subject)
    assert {event.kind for event in told} == {"work.asked", "work.done"}
    assert not any("太行" in str(event.values) for event in told)
    assert "太行" not in str(Job.objects.filter(pk=job.pk).values_list())


def test_every_state_has_its_look():
    assert JOBS.keys() == set(State)


def test_the_page_shows_how_far_it_is_without_a_script(taihang, many, sign_in):
    many(37)
    job = packed(taihang)
    held = running._take(job.pk)
    order = running.Order(about=job.about, by=job.asked_by, asked_at=job.asked_at)
    running._plan(held, OF_A_COMPANY, order)
    running._make(held, OF_A_COMPANY, order)

    page = sign_in(job.asked_by).get(reverse("work:mine")).content.decode()

    percent = again(job).percent
    assert 0 < percent < 100
    assert f'value="{percent}"' in page
    assert f"20 of {again(job).units}" in page
    assert 'hx-trigger="every 2s"' in page


def test_a_page_of_finished_work_asks_no_more(taihang, many, sign_in):
    many(1)
    job = to_the_end(packed(taihang))

    page = sign_in(job.asked_by).get(reverse("work:mine")).content.decode()

    assert "every 2s" not in page
    assert job.filename in page


# --- the register --------------------------------------------------------------------------------------


def test_the_export_holds_what_the_list_shows_under_its_filters(taihang, many, monkeypatch):
    many(25)
    monkeypatch.setattr("licensing.auditing.exporting.AT_ONCE", 7)
    auditor = staff("auditor", "auditor")

    job = to_the_end(actions.ask(AS_CSV, about_list("kind=vehicle&after=9", by=auditor), by=auditor))

    lines = lines_of(result_of(job))
    expected = list(Certificate.objects.filter(kind="vehicle").order_by("-pk").values_list("number", flat=True))
    assert [line["Number"] for line in lines] == expected
    assert job.units == len(expected)
    assert len(job.plan) > 3


def test_what_is_issued_while_it_is_written_is_not_in_it(taihang, clerk, many):
    many(3)
    auditor = staff("auditor", "auditor")
    job = actions.ask(AS_CSV, about_list("", by=auditor), by=auditor)
    before = Certificate.objects.count()
    granted(company_of(SHUNDA), clerk=clerk)

    assert len(lines_of(result_of(to_the_end(job)))) == before


def test_an_export_of_nothing_is_a_table_without_rows(many):
    many(1)
    auditor = staff("auditor", "auditor")

    job = to_the_end(actions.ask(AS_CSV, about_list("q=nothing-like-that", by=auditor), by=auditor))

    assert job.state == State.DONE
    assert result_of(job).decode("utf-8-sig").startswith("Number,")


def test_a_spreadsheet_is_made_of_the_parts_and_is_the_same_twice(many, monkeypatch, settings):
    many(25)
    monkeypatch.setattr("licensing.auditing.exporting.AT_ONCE", 7)
    auditor = staff("auditor", "auditor")

    first = to_the_end(actions.ask(AS_XLSX, about_list("", by=auditor), by=auditor))
    second = actions.ask(AS_XLSX, about_list("", by=auditor), by=auditor)
    Job.objects.filter(pk=second.pk).update(asked_at=first.asked_at)
    while running.work_on(second.pk, seconds=1e-9):
        pass

    sheet = load_workbook(io.BytesIO(result_of(first))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    numbers = list(Certificate.objects.order_by("-pk").values_list("number", flat=True))
    assert [row[0] for row in rows[1:]] == numbers
    assert any(isinstance(value, datetime.datetime) for value in rows[1])
    assert again(second).sha256 == first.sha256
    kept = {path.name for path in (settings.PRIVATE_DIR / FOLDER / str(first.key)).iterdir()}
    assert kept == {part.file.rpartition("/")[2] for part in first.parts.all()}  # the way there is not kept


@pytest.mark.parametrize("change", ["masked now", "another authority"])
def test_whoever_reads_less_now_does_not_get_what_was_written_for_more(many, sign_in, change):
    many(1)
    auditor = staff("auditor", "auditor", division="410800")
    job = to_the_end(actions.ask(AS_CSV, about_list("", by=auditor), by=auditor))
    if change == "masked now":
        auditor.groups.set([Group.objects.get(name="supervisor")])
    else:
        auditor.authority = staff("other", "auditor", division="410821").authority
        auditor.save()

    answer = sign_in(auditor).get(reverse("work:download", kwargs={"key": job.key}))

    assert answer.status_code == 403


# --- the pages that begin it -----------------------------------------------------------------------------


def test_a_company_packs_from_its_certificates(taihang, many, sign_in):
    certificates = many(2)
    window = sign_in(principal_of(taihang))

    window.post(reverse("certificates:pack"), {"certificate": [certificates[0].pk]})
    answer = window.post(reverse("certificates:pack"), {"all": "", "certificate": [certificates[0].pk]}, follow=True)
    nothing = window.post(reverse("certificates:pack"), follow=True)

    assert sorted(len(job.about["certificates"]) for job in Job.objects.all()) == [1, len(certificates)]
    assert "Being" in answer.content.decode() or "Waiting" in answer.content.decode()
    assert "First select the certificates" in nothing.content.decode()


def test_an_auditor_exports_the_list_as_it_is_filtered(many, sign_in):
    many(2)
    window = sign_in(staff("auditor", "auditor"))
    page = window.get(reverse("register:list"), {"kind": "vehicle"}).content.decode()
    assert 'name="filters" value="kind=vehicle"' in page

    window.post(reverse("register:export"), {"filters": "kind=vehicle", "csv": ""})

    job = Job.objects.get()
    assert (job.kind, job.about["filters"]) == ("register-csv", "kind=vehicle")
