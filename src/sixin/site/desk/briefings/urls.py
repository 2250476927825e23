"""Addresses of these pages."""

from django.urls import path

from sixin.site.desk.briefings import views

urlpatterns = [
    path("briefings/", views.briefings, name="briefings"),
    path("briefings/<uuid:pk>/", views.briefing, name="briefing"),
    path("briefings/<uuid:pk>/briefing.docx", views.as_word, name="briefing-word"),
    path("briefings/<uuid:pk>/briefing.pdf", views.as_pdf, name="briefing-pdf"),
    path("briefings/<uuid:pk>/<str:code>/", views.figure, name="briefing-figure"),
]
