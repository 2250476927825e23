"""Addresses of these pages."""

from django.urls import URLPattern, path

from sixin.site.desk.imports import downloads, duplicates, views

urlpatterns: list[URLPattern] = [
    path("imports/", views.listing, name="imports"),
    path("imports/example.xlsx", downloads.example, name="import-example"),
    path("imports/<uuid:pk>/", views.show, name="import"),
    path("imports/<uuid:pk>/working/", views.working, name="import-working"),
    path("imports/<uuid:pk>/columns/", views.correct, name="import-columns"),
    path("imports/<uuid:pk>/confirm/", views.confirm, name="import-confirm"),
    path("imports/<uuid:pk>/again/", views.again, name="import-again"),
    path("imports/<uuid:pk>/give-up/", views.give_up, name="import-give-up"),
    path("imports/<uuid:pk>/report.json", downloads.report, name="import-report"),
    path("imports/<uuid:pk>/marked.xlsx", downloads.marked, name="import-marked"),
    path("duplicates/", duplicates.listing, name="duplicates"),
    path("duplicates/<int:pk>/", duplicates.pair, name="duplicate"),
    path("duplicates/<int:pk>/again/", duplicates.look_again, name="duplicate-again"),
    path("duplicates/merges/<uuid:pk>/undo/", duplicates.undo, name="duplicate-undo"),
]
