"""Where the portal's own permissions hang: Django wants a model to carry them."""

from django.db import models

from accounts.permissions import NAMES, codename


class Duty(models.Model):
    """No table: only the permissions that roles are made of (accounts/roles.py)."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [(codename(permission), allows) for permission, allows in NAMES.items()]
