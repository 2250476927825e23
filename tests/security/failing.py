"""An address that fails, beside all the others: what people and logs see of it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from sixin.site.urls import urlpatterns as ours

SECRET = "632801194203050025"


def fail(_request: HttpRequest) -> HttpResponse:
    """Something that nobody thought of, with a value at hand that no page may show."""
    id_number = SECRET
    raise RuntimeError("unthought of") from ValueError(len(id_number))


urlpatterns = [*ours, path("fails/", fail)]
