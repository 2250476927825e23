"""Addresses of these pages."""

from django.urls import URLPattern, path

from sixin.site.desk.rights import keeping, views

urlpatterns: list[URLPattern] = [
    path("rights/", views.find, name="rights"),
    path("rights/<uuid:pk>/", views.person, name="rights-person"),
    path("rights/<uuid:pk>/copy/", views.copy, name="rights-copy"),
    path("rights/<uuid:pk>/erase/", views.erase, name="rights-erase"),
    path("retention/", keeping.overview, name="retention"),
    path("retention/count/", keeping.count, name="retention-count"),
    path("retention/<uuid:pk>/", keeping.one, name="retention-run"),
    path("retention/<uuid:pk>/working/", keeping.working, name="retention-working"),
    path("retention/<uuid:pk>/confirm/", keeping.confirm, name="retention-confirm"),
    path("retention/<uuid:pk>/again/", keeping.again, name="retention-again"),
]
