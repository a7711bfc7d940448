"""Where the portal's own permissions hang: Django wants a model to carry them."""

from django.db import models


class Duty(models.Model):
    """No table: only the permissions that roles are made of (accounts/roles.py)."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [
            ("file_applications", "file applications"),
            ("accept_applications", "receive, check and accept applications"),
            ("review_applications", "review applications"),
            ("decide_applications", "decide applications"),
            ("approve_extensions", "approve, as head of the authority, that a limit is extended"),
            ("verify_commitments", "verify commitments after the grant"),
            ("hand_over_steps", "hand over steps of the authority and enter absences"),
            ("read_register", "read the whole register and its dossiers"),
            ("read_personal_data", "read personal data unmasked"),
            ("read_events", "read the trail of events"),
            ("see_statistics", "see the figures of the authority"),
            ("manage_accounts", "manage people and roles"),
            ("manage_ledgers", "manage ledgers, registries and the calendar"),
            ("edit_catalogue", "draft and release the catalogue and the texts of letters"),
        ]
