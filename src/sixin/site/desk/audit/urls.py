"""Addresses of these pages."""

from django.urls import path

from sixin.site.desk.audit import views

urlpatterns = [
    path("audit/", views.listing, name="audit"),
    path("audit/export/", views.export, name="audit-export"),
    path("audit/<uuid:pk>/", views.entry, name="audit-entry"),
]
