"""Addresses. Each package that has pages lists its own."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from sixin.site.desk import api_page, gallery, health, home
from sixin.site.desk.api import api

handler500 = "sixin.site.desk.incidents.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.today, name="today"),
    path("healthz", health.healthz, name="healthz"),
    path("language/", set_language, name="set_language"),
]
_PAGES: list[str] = [
    "sixin.site.entrance.urls",
    "sixin.site.desk.people.urls",
    "sixin.site.desk.visits.urls",
    "sixin.site.desk.imports.urls",
    "sixin.site.desk.figures.urls",
    "sixin.site.desk.briefings.urls",
    "sixin.site.desk.rules.urls",
    "sixin.site.desk.members.urls",
    "sixin.site.desk.audit.urls",
    "sixin.site.desk.rights.urls",
    "sixin.site.desk.hazards.urls",
]
urlpatterns += [path("", include(name)) for name in _PAGES]
urlpatterns += [
    path("api/docs", api_page.description, name="api-page"),
    path("api/", api.urls),
]
if settings.DEBUG:
    urlpatterns.append(path("gallery/", gallery.gallery, name="gallery"))
