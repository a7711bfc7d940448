"""The page of long work follows it by itself; without a script it is looked at again."""

import io
import zipfile

import pytest
from playwright.sync_api import expect

from pages.jobs import running
from pages.jobs.models import Job
from tests.factories import granted, principal_of
from tests.many_certificates import more_like

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def begun(taihang, clerk):
    """A company with forty certificates; nobody works on anything yet."""
    more_like(granted(taihang, clerk=clerk).decision.certificates.filter(kind="vehicle").first(), 40)
    return principal_of(taihang)


def ask_for_all(page):
    page.goto("/certificates/")
    page.click("#pack button[name=all]")
    page.wait_for_url("**/work/")


def test_progress_is_seen_to_grow_and_the_result_is_fetched(visit, begun):
    page = visit(begun, locale="en-GB")
    ask_for_all(page)
    expect(page.locator("main")).to_contain_text("Waiting")
    job = Job.objects.get()

    running.work_on(job.pk, seconds=1e-9)

    expect(page.locator("progress")).to_have_attribute("value", str(Job.objects.get().percent))
    page.locator("main form button").focus()
    page.wait_for_timeout(2500)
    assert page.evaluate("document.activeElement.id") == f"cancel-{job.pk}"
    while running.work_on(job.pk):
        pass
    expect(page.locator("main")).to_contain_text("Ready")
    with page.expect_download() as fetched:
        page.click(f"#download-{job.pk}")
    with zipfile.ZipFile(io.BytesIO(fetched.value.path().read_bytes())) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == Job.objects.get().units + 2  # a licence has two copies; the list


def test_without_a_script_it_is_begun_looked_at_again_and_cancelled(visit, begun):
    page = visit(begun, locale="en-GB", scripts=False)
    ask_for_all(page)
    running.work_on(Job.objects.get().pk, seconds=1e-9)

    page.click("text=Look again")

    assert page.locator("progress").get_attribute("value") == str(Job.objects.get().percent)
    page.click("main form button:has-text('Cancel')")
    expect(page.locator("main")).to_contain_text("Cancelled")
