"""The pages of terms: counted, looked at, confirmed, done by a worker; only by who answers for all."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from sixin.base import clock
from sixin.registers.models import Member, RosterImport
from sixin.site.models import RetentionRun
from sixin.site.retention import jobs
from sixin.site.rights.tests.life import SECRETS, Life

Sit = Callable[[Member], Client]


@pytest.fixture
def officer(life: Life, sit: Sit, enrolled: Callable[[Member], Member]) -> Client:
    RosterImport.objects.update(created_at=clock.now() - timedelta(days=31))
    return sit(enrolled(life.officer))


def test_counting_shows_what_is_past_its_term_and_removes_nothing(officer: Client) -> None:
    assert "还没有算过" in officer.get("/retention/").text
    page = officer.post("/retention/count/", follow=True)
    assert "算好了，什么都没有删" in page.text
    assert "清理到期的 1 条" in page.text
    assert not any(secret in page.text for secret in SECRETS)
    assert RosterImport.objects.count() == 1


def test_confirming_leaves_a_job_of_ids_alone_and_the_job_does_it(
    life: Life, officer: Client, django_capture_on_commit_callbacks
) -> None:
    officer.post("/retention/count/")
    run = RetentionRun.objects.get()
    page = officer.post(f"/retention/{run.pk}/confirm/", follow=True)
    assert "排着队，马上开始" in page.text
    queued = DBTaskResult.objects.get()
    assert queued.args_kwargs["args"][:2] == [str(run.pk), str(life.officer.pk)]
    with django_capture_on_commit_callbacks(execute=True):
        jobs.apply.func(*queued.args_kwargs["args"])
        jobs.apply.func(*queued.args_kwargs["args"])  # at least once: twice is harmless
    assert officer.get(f"/retention/{run.pk}/working/")["HX-Refresh"] == "true"
    page = officer.get(f"/retention/{run.pk}/")
    done = {line.kind.code: line.done for line in page.context["past"] if line.done}
    assert (done, RosterImport.objects.count()) == ({"roster.file": 1}, 0)
    assert officer.post(f"/retention/{run.pk}/confirm/").status_code == 409


def test_a_run_whose_worker_ended_is_taken_up_again(officer: Client) -> None:
    officer.post("/retention/count/")
    run = RetentionRun.objects.get()
    RetentionRun.objects.update(state="applying")
    assert "接着做" in officer.get(f"/retention/{run.pk}/").text
    officer.post(f"/retention/{run.pk}/again/")
    assert DBTaskResult.objects.count() == 1


def test_only_who_answers_for_everybody_sees_and_does_it(
    life: Life, sit: Sit, enrolled: Callable[[Member], Member]
) -> None:
    part = Member.objects.get(name="赵磊")
    part.roles.update(role="data_protection")
    for member in (enrolled(part), life.worker):
        browser = sit(member)
        assert browser.get("/retention/").status_code == 403
        assert browser.post("/retention/count/").status_code == 403
    assert not RetentionRun.objects.exists()
