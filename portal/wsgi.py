"""The door for a web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
_pages = get_wsgi_application()

from django.conf import settings  # noqa: E402  only now there are any

from portal.edge.bodies import Bodies, Limits  # noqa: E402
from portal.operating.keys_in_use import stop_unless_they_fit  # noqa: E402

stop_unless_they_fit()

application = Bodies(
    _pages,
    Limits(
        stranger_bytes=settings.BODY_BYTES_OF_STRANGERS,
        bytes=settings.BODY_BYTES,
        readers=max(1, settings.WEB_THREADS // 2),
    ),
    session_cookie=settings.SESSION_COOKIE_NAME,
)
