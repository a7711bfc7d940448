import django.utils.timezone
import trail.first_tables
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        trail.first_tables.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Checkpoint',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(unique=True)),
                        ('upto', models.PositiveBigIntegerField(help_text='the newest event it covers', unique=True)),
                        ('count', models.PositiveIntegerField(help_text='how many events since the one before')),
                        ('before', models.CharField(blank=True, max_length=64)),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='Event',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False)),
                        ('kind', models.CharField(help_text='subject.past_participle', max_length=60)),
                        ('by', models.CharField(help_text='person:<id>, or the name of an automatic step', max_length=40)),
                        ('by_name', models.CharField(blank=True, max_length=80)),
                        ('subject', models.CharField(help_text='<noun>:<id>, e.g. application:12', max_length=80)),
                        ('authority', models.CharField(blank=True, help_text='division code whose auditors may read it', max_length=12)),
                        ('values', models.JSONField(default=dict)),
                    ],
                    options={
                        'ordering': ['id'],
                        'indexes': [models.Index(fields=['subject', 'at'], name='trail_event_subject_4b8a6d_idx'), models.Index(fields=['kind', '-at'], name='trail_event_kind_d97845_idx'), models.Index(fields=['authority', '-at'], name='trail_event_authori_7cba12_idx'), models.Index(condition=models.Q(('kind__in', ('case.seen', 'dashboard.taken', 'document.downloaded', 'dossier.seen', 'figure.taken', 'finding.taken', 'list.exported', 'grants.taken', 'report.taken', 'sample.drawn', 'work.downloaded'))), fields=['by', '-id'], name='looks_of_a_person'), models.Index(condition=models.Q(('kind__in', ('case.seen', 'dashboard.taken', 'document.downloaded', 'dossier.seen', 'figure.taken', 'finding.taken', 'list.exported', 'grants.taken', 'report.taken', 'sample.drawn', 'work.downloaded'))), fields=['-id'], name='looks')],
                    },
                ),
            ],
        ),
    ]
