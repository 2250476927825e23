"""Addresses of these pages."""

from django.urls import path

from sixin.site.desk.figures import downloads, views

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures/<str:code>/", views.figure_page, name="figure"),
    path("figures/<str:code>/value/", views.value, name="figure-value"),
    path("figures/<str:code>/rows.csv", downloads.as_csv, name="figure-csv"),
    path("figures/<str:code>/rows.xlsx", downloads.as_excel, name="figure-excel"),
]
