"""Withdrawal was a task armed beside each step; now it is a message that needs none. The armed tasks end here."""

from django.db import migrations

ENDED = """
UPDATE viewflow_task SET status = 'CANCELED', finished = CURRENT_TIMESTAMP
WHERE flow_task LIKE '%%.withdraw_%%' AND status = 'NEW'
"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0002_every_path"), ("viewflow", "0001_initial")]

    operations = [migrations.RunSQL(ENDED.replace("%%", "%"), migrations.RunSQL.noop)]
