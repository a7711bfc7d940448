"""Addresses of the figures of ratings and of the rows behind them."""

from django.urls import path

from rating.figures import views

app_name = "rating_figures"
urlpatterns = [
    path("", views.figures, name="list"),
    path("<slug:code>/<slug:part>/", views.rows, name="rows"),
]
