import accounts.sealing
import django.db.models.deletion
import django.utils.timezone
import trail.first_tables
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        trail.first_tables.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Job',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('kind', models.CharField(max_length=40)),
                        ('about', accounts.sealing.SealedJSONField(help_text='what was asked for; a search may hold a name')),
                        ('digest', accounts.sealing.BlindIndexField(help_text='keyed digest of `about`: the same is not asked for twice', max_length=64)),
                        ('language', models.CharField(help_text='language of the result', max_length=10)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Being worked on'), ('done', 'Ready'), ('failed', 'Failed'), ('cancelled', 'Cancelled'), ('expired', 'No longer kept')], default='waiting', max_length=10)),
                        ('plan', models.JSONField(help_text='the parts, once they are known', null=True)),
                        ('done', models.PositiveIntegerField(default=0, help_text='parts that are made')),
                        ('units', models.PositiveIntegerField(default=0, help_text='how many things it is about')),
                        ('units_done', models.PositiveIntegerField(default=0)),
                        ('size', models.PositiveBigIntegerField(default=0, help_text='bytes so far')),
                        ('holder', models.CharField(blank=True, help_text='who works on it', max_length=16)),
                        ('due_at', models.DateTimeField(default=django.utils.timezone.now, help_text='nobody takes it up before')),
                        ('tries', models.PositiveSmallIntegerField(default=0, help_text='failures since a part was last made')),
                        ('reason', models.CharField(blank=True, max_length=60)),
                        ('began_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('kept_until', models.DateTimeField(blank=True, null=True)),
                        ('cleared_at', models.DateTimeField(blank=True, help_text='when its files were taken away', null=True)),
                        ('filename', models.CharField(blank=True, max_length=120)),
                        ('sha256', models.CharField(blank=True, max_length=64)),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='KeptFigure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60)),
                        ('about', models.CharField(blank=True, help_text='what it was counted for, as JSON', max_length=2000)),
                        ('value', models.JSONField(null=True)),
                        ('counted_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('took_ms', models.FloatField()),
                        ('asked_on', models.DateField(default=django.utils.timezone.localdate, help_text='the last day somebody looked')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('name', 'about'), name='a_figure_is_kept_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Part',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_result', models.BooleanField(default=True, help_text='a stretch of the result; or else only on the way there')),
                        ('number', models.PositiveIntegerField()),
                        ('file', models.CharField(max_length=120)),
                        ('size', models.PositiveIntegerField(help_text='bytes')),
                        ('notes', accounts.sealing.SealedJSONField(help_text='what the end has to know of it')),
                        ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='pages.job')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.AddIndex(
                    model_name='job',
                    index=models.Index(fields=['asked_by', '-id'], name='pages_job_asked_b_e1de28_idx'),
                ),
                migrations.AddIndex(
                    model_name='job',
                    index=models.Index(condition=models.Q(('state__in', ('waiting', 'running'))), fields=['due_at'], name='work_that_is_due'),
                ),
                migrations.AddIndex(
                    model_name='job',
                    index=models.Index(condition=models.Q(('cleared_at__isnull', True)), fields=['state'], name='work_with_files'),
                ),
                migrations.AddConstraint(
                    model_name='job',
                    constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'running'))), fields=('asked_by', 'kind', 'digest'), name='the_same_work_is_asked_for_once'),
                ),
                migrations.AddConstraint(
                    model_name='part',
                    constraint=models.UniqueConstraint(fields=('job', 'is_result', 'number'), name='a_part_is_made_once'),
                ),
            ],
        ),
    ]
