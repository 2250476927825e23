"""An address and a job that fail with people's data in hand and in what they say."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django_tasks import task

from sixin.registers.models import Person
from sixin.site.urls import handler500 as handler500
from sixin.site.urls import urlpatterns as ours


@task()
def fail(pk: str) -> None:
    """Fail as a job may: after a lookup, saying of whom."""
    person = Person.objects.get(pk=pk)
    held = {"phone": person.phone, "note": person.note}
    raise ValidationError(f"{person.name} {person.id_number} {held}")


def fails(request: HttpRequest) -> HttpResponse:
    """Fail as a page may: with what was sent in the message, in its cause, and in a variable."""
    said = request.POST.get("said", "")
    for person in Person.objects.exclude(id_number=None):
        fail.enqueue(str(person.pk))
        break
    try:
        Person.objects.get(name=said, pk=said)
    except ValidationError as why:
        raise RuntimeError(f"unthought of: {said}") from why
    return HttpResponse(said)


urlpatterns = [*ours, path("fails/", fails)]
