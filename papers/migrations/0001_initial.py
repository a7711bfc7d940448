import django.db.models.deletion
import django.utils.timezone
import papers.documents
import trail.first_tables
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        trail.first_tables.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Document',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('paper_digest', models.CharField(max_length=64, unique=True)),
                        ('kind', models.CharField(max_length=20)),
                        ('sha256', models.CharField(max_length=64, unique=True)),
                        ('size', models.PositiveIntegerField(help_text='bytes')),
                        ('signer', models.CharField(help_text='division code of the authority whose key signed', max_length=12)),
                        ('file', models.FileField(max_length=120, upload_to=papers.documents._place)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PassingDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('paper_digest', models.CharField(max_length=64, unique=True)),
                        ('kind', models.CharField(max_length=20)),
                        ('sha256', models.CharField(max_length=64, unique=True)),
                        ('size', models.PositiveIntegerField(help_text='bytes')),
                        ('signer', models.CharField(help_text='division code of the authority whose key signed', max_length=12)),
                        ('file', models.FileField(max_length=120, upload_to=papers.documents._place)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='LetterEdition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('letters', models.CharField(help_text='the set of letters, by the app that ships it', max_length=30)),
                        ('edition', models.PositiveSmallIntegerField()),
                        ('in_force_from', models.DateField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('letters', 'edition'), name='one_edition_of_letters')],
                    },
                ),
                migrations.CreateModel(
                    name='LetterText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(help_text='the name of the text, as it ships', max_length=60)),
                        ('version', models.PositiveSmallIntegerField()),
                        ('in_force_from', models.DateField()),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('title', models.CharField(max_length=80)),
                        ('body', models.TextField(help_text='one paragraph a line; {names} are filled in')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='LetterTextApproval',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('text', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='approval', to='papers.lettertext')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='NumberSeries',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=40)),
                        ('year', models.PositiveSmallIntegerField(help_text='0: the series never starts again')),
                        ('last', models.PositiveIntegerField(default=0)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                    ],
                ),
                migrations.AddConstraint(
                    model_name='lettertext',
                    constraint=models.UniqueConstraint(fields=('name', 'version'), name='one_lettertext_per_version'),
                ),
                migrations.AddConstraint(
                    model_name='numberseries',
                    constraint=models.UniqueConstraint(fields=('authority', 'kind', 'year'), name='one_number_series'),
                ),
            ],
        ),
    ]
