"""Addresses of the bulletins."""

from django.urls import path

from hotline.bulletins.screens import task_views, views

app_name = "bulletins"
urlpatterns = [
    path("", views.bulletins, name="list"),
    path("tasks/", task_views.tasks, name="tasks"),
    path("tasks/<row:pk>/", task_views.task, name="task"),
    path("<row:pk>/", views.bulletin, name="bulletin"),
    path("<row:pk>/paper/", views.paper, name="paper"),
    path("<row:pk>/sign/", views.sign, name="sign"),
    path("<row:pk>/count-anew/", views.count_anew, name="count_anew"),
    path("<row:pk>/decide/", views.decide_task, name="decide"),
    path("<row:pk>/<row:figure>/<slug:part>/", views.rows, name="rows"),
]
