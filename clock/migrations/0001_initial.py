import django.db.models.deletion
import django.utils.timezone
import trail.first_tables
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
                    name='CalendarEdition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                        ('version', models.PositiveSmallIntegerField()),
                        ('source', models.CharField(help_text='the notice that announced it', max_length=120, verbose_name='source')),
                        ('days', models.JSONField(default=list, help_text='[date, works, occasion], in order')),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('written_by', models.ForeignKey(help_text='nobody: read from a file at the machine', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['year', 'version'],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarRelease',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(help_text='nobody: the demo', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='clock.calendaredition')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddConstraint(
                    model_name='calendaredition',
                    constraint=models.UniqueConstraint(fields=('year', 'version'), name='one_calendar_per_year_and_version'),
                ),
            ],
        ),
    ]
