"""Addresses of the post."""

from django.urls import path

from post.addresses import views as addresses
from post.failures import views as failures
from post.inbox import views as inbox
from post.wording import views as wording

app_name = "post"
urlpatterns = [
    path("", inbox.messages, name="inbox"),
    path("<row:pk>/", inbox.message, name="message"),
    path("<row:pk>/read/", inbox.read, name="read"),
    path("read/", inbox.read_all, name="read_all"),
    path("choices/", inbox.choices, name="choices"),
    path("choices/<slug:channel>/", addresses.address, name="address"),
    path("failures/", failures.failures, name="failures"),
    path("failures/<row:pk>/", failures.failure, name="failure"),
    path("failures/<row:pk>/retry/", failures.retry, name="retry"),
    path("failures/<row:pk>/give-up/", failures.give_up, name="give_up"),
    path("texts/", wording.texts, name="texts"),
    path("texts/<slug:name>/", wording.text, name="text"),
    path("texts/versions/<row:pk>/release/", wording.release, name="release"),
    path("<slug:code>/", inbox.follow, name="follow"),
]
