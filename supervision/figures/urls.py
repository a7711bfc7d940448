"""Addresses of the figures of supervision and of the rows behind them."""

from django.urls import path

from supervision.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.figures, name="list"),
    path("<slug:code>/<slug:part>/", views.rows, name="rows"),
]
