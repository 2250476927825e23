"""Addresses of these pages."""

from django.urls import path

from sixin.site.desk.visits import due_list, follow_ups, one_round, record, rounds

urlpatterns = [
    path("due/", due_list.due, name="due"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.new, name="round-new"),
    path("rounds/<uuid:pk>/", one_round.one, name="round"),
    path("rounds/stops/<uuid:pk>/", one_round.stop, name="round-stop"),
    path("rounds/stops/<uuid:pk>/put-back/", one_round.put_back, name="round-put-back"),
    path("people/<uuid:pk>/visit/", record.visit, name="record-visit"),
    path("people/<uuid:pk>/follow-up/", follow_ups.of_person, name="follow-up-of"),
    path("visits/<uuid:pk>/undo/", record.undo, name="visit-undo"),
    path("follow-ups/<uuid:pk>/", follow_ups.one, name="follow-up"),
]
