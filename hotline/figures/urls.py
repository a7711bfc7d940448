"""Addresses of the figures of the hotline and of the tickets behind them."""

from django.urls import path

from hotline.figures import views

app_name = "hotline_figures"
urlpatterns = [
    path("", views.figures, name="list"),
    path("<slug:code>/<slug:part>/", views.rows, name="rows"),
]
