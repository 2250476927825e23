"""Today: what needs me, and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sixin.site import asking


@asking.by_member
def today(request: HttpRequest) -> HttpResponse:
    """The first page of the desk."""
    return render(request, "today.html", {"area": asking.area(request)})
