"""The portal's addresses as they are where a mail gateway is configured."""

from django.urls import include, path

from accounts.signing_in.urls import by_mail
from portal import urls
from portal.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("accounts/", include(by_mail)), *urls.urlpatterns]
