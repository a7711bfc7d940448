"""Address of the questionnaire."""

from django.urls import path

from hotline.afterwards import views

app_name = "afterwards"
urlpatterns = [path("", views.answer, name="answer")]
