"""What a worker does for removals. At least once, so twice is harmless: what is gone is gone."""

from uuid import UUID

from django.utils import translation
from django_tasks import task

from sixin.base import clock
from sixin.registers.models import Member
from sixin.site.desk.imports.progress import Pulse
from sixin.site.models import RetentionRun, RunState
from sixin.site.retention import running


@task()
def apply(pk: str, by: str, language: str) -> None:
    """Remove what the run counted, if it still waits for that."""
    run = RetentionRun.objects.filter(pk=UUID(pk), state=RunState.APPLYING).first()
    if run is None:
        return
    member = Member.objects.get(pk=UUID(by))
    with translation.override(language), Pulse(run.pk) as told:
        running.apply(
            run=run, by=member, now=clock.now(),
            told=lambda done, total: told(done, total, "write"),
        )  # fmt: skip


def begin(run: RetentionRun, by: Member) -> None:
    """Hand the run to a worker."""
    apply.enqueue(str(run.pk), str(by.pk), translation.get_language() or "")
