import accounts.sealed_files
import accounts.sealing
import django.db.models.deletion
import django.utils.timezone
import materials.uploads.models
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
                    name='CatalogueVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.CharField(max_length=20, unique=True)),
                        ('in_force_from', models.DateField()),
                        ('digest', models.CharField(help_text='SHA-256 of the data files', max_length=64)),
                        ('loaded_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['-in_force_from', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='LedgerRecord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('material', models.CharField(max_length=60)),
                        ('fields', accounts.sealing.SealedJSONField(default=dict)),
                        ('source', models.CharField(help_text='"import:<id>", "certificate:<id>", …', max_length=80)),
                        ('as_of', models.DateTimeField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RegistryCircuit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.CharField(max_length=200, unique=True)),
                        ('failures', models.PositiveIntegerField(default=0)),
                        ('opened_at', models.DateTimeField(blank=True, null=True)),
                        ('trying_until', models.DateTimeField(blank=True, help_text='one question is out to try, until then', null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='RegistryPulse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('registry', models.CharField(max_length=60, unique=True)),
                        ('last_answer_at', models.DateTimeField(blank=True, null=True)),
                        ('last_failure', models.CharField(blank=True, max_length=30)),
                        ('last_failure_at', models.DateTimeField(blank=True, null=True)),
                        ('milliseconds', models.PositiveIntegerField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='CatalogueDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.CharField(help_text='its name once it is in force', max_length=20, unique=True)),
                        ('content', models.JSONField(default=dict)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('discarded_at', models.DateTimeField(blank=True, null=True)),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('based_on', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='materials.catalogueversion')),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='CatalogueRelease',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('released_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('draft', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='materials.cataloguedraft')),
                        ('released_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='materials.catalogueversion')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Bundle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=60)),
                        ('name_zh', models.CharField(max_length=200)),
                        ('name_en', models.CharField(max_length=300)),
                        ('order', models.PositiveSmallIntegerField()),
                        ('trigger_zh', models.CharField(max_length=200)),
                        ('trigger_en', models.CharField(max_length=300)),
                        ('nodes', models.JSONField(default=list)),
                        ('stages', models.JSONField(default=list)),
                        ('form', models.JSONField(default=list)),
                        ('material_counts', models.JSONField(default=dict)),
                        ('keywords', models.JSONField(default=list)),
                        ('external', models.JSONField(default=dict, help_text='step of another authority -> material whose registry tells that it is done')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.catalogueversion')),
                    ],
                    options={
                        'ordering': ['order'],
                    },
                ),
                migrations.CreateModel(
                    name='Domain',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=60)),
                        ('name_zh', models.CharField(max_length=200)),
                        ('name_en', models.CharField(max_length=300)),
                        ('order', models.PositiveSmallIntegerField()),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.catalogueversion')),
                    ],
                    options={
                        'ordering': ['order'],
                    },
                ),
                migrations.CreateModel(
                    name='EditionFiles',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('content', models.JSONField()),
                        ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='materials.catalogueversion')),
                    ],
                ),
                migrations.CreateModel(
                    name='Fact',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=60)),
                        ('name_zh', models.CharField(max_length=200)),
                        ('name_en', models.CharField(max_length=300)),
                        ('rule', models.CharField(blank=True, max_length=200)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.catalogueversion')),
                    ],
                ),
                migrations.CreateModel(
                    name='FormSection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=60)),
                        ('name_zh', models.CharField(max_length=200)),
                        ('name_en', models.CharField(max_length=300)),
                        ('order', models.PositiveSmallIntegerField()),
                        ('repeatable', models.BooleanField(default=False)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.catalogueversion')),
                    ],
                    options={
                        'ordering': ['order'],
                    },
                ),
                migrations.CreateModel(
                    name='FormField',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=60)),
                        ('name_zh', models.CharField(max_length=200)),
                        ('name_en', models.CharField(max_length=300)),
                        ('order', models.PositiveSmallIntegerField()),
                        ('type', models.CharField(max_length=20)),
                        ('options', models.JSONField(default=list)),
                        ('required', models.CharField(max_length=10)),
                        ('when', models.CharField(blank=True, help_text='code of a fact', max_length=60)),
                        ('validation', models.JSONField(default=dict)),
                        ('prefill', models.JSONField(null=True)),
                        ('per_row', models.BooleanField(default=False, help_text='once for each vehicle or driver')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.catalogueversion')),
                        ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fields', to='materials.formsection')),
                    ],
                    options={
                        'ordering': ['order'],
                    },
                ),
                migrations.CreateModel(
                    name='HeldTable',
                    fields=[
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('purpose', models.CharField(help_text='where its rows would go', max_length=120)),
                        ('name', models.CharField(blank=True, help_text='of the file', max_length=120)),
                        ('content', accounts.sealing.SealedJSONField(default=list)),
                        ('held_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                        ('held_for', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='LedgerKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('material', models.CharField(max_length=60)),
                        ('name', models.CharField(max_length=40)),
                        ('digest', accounts.sealing.BlindIndexField(max_length=64)),
                        ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keys', to='materials.ledgerrecord')),
                    ],
                ),
                migrations.CreateModel(
                    name='Registry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=60)),
                        ('name_zh', models.CharField(max_length=200)),
                        ('name_en', models.CharField(max_length=300)),
                        ('internal', models.BooleanField()),
                        ('owner_zh', models.CharField(max_length=100)),
                        ('owner_en', models.CharField(max_length=200)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.catalogueversion')),
                    ],
                    options={
                        'verbose_name_plural': 'registries',
                    },
                ),
                migrations.CreateModel(
                    name='Material',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=60)),
                        ('name_zh', models.CharField(max_length=200)),
                        ('name_en', models.CharField(max_length=300)),
                        ('kind', models.CharField(max_length=40)),
                        ('lookup_keys', models.JSONField(default=list)),
                        ('lookup_returns', models.JSONField(default=list)),
                        ('freshness_hours', models.PositiveIntegerField(help_text='how long an answer may be relied on', null=True)),
                        ('generated_by_form', models.BooleanField(default=False)),
                        ('note_zh', models.CharField(blank=True, max_length=300)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.catalogueversion')),
                        ('registry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='materials', to='materials.registry')),
                    ],
                ),
                migrations.CreateModel(
                    name='ServiceItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=60)),
                        ('name_zh', models.CharField(max_length=200)),
                        ('name_en', models.CharField(max_length=300)),
                        ('order', models.PositiveSmallIntegerField()),
                        ('type', models.CharField(max_length=20)),
                        ('type_zh', models.CharField(max_length=20)),
                        ('applicants', models.JSONField(default=list)),
                        ('handling_levels', models.JSONField(default=list)),
                        ('legal_basis', models.JSONField(default=list)),
                        ('conventional_steps', models.JSONField(default=list)),
                        ('streamlined_steps', models.JSONField(default=list)),
                        ('statutory_days', models.PositiveSmallIntegerField(help_text='working days')),
                        ('promised_days', models.PositiveSmallIntegerField(help_text='working days')),
                        ('statutory_source', models.JSONField(default=dict)),
                        ('commitment_applies', models.BooleanField(default=False)),
                        ('result_zh', models.CharField(max_length=100)),
                        ('result_en', models.CharField(max_length=200)),
                        ('note_zh', models.TextField(blank=True)),
                        ('note_en', models.TextField(blank=True)),
                        ('certificates', models.JSONField(default=list, help_text='kinds the item issues')),
                        ('effect', models.JSONField(default=dict, help_text='what a grant does to certificates: {act: issue, replace, strike-off or suspend; of; …}')),
                        ('excluded_by', models.JSONField(default=list, help_text='materials whose valid record makes an application pointless')),
                        ('keywords', models.JSONField(default=list, help_text='everyday words')),
                        ('questions', models.JSONField(default=list, help_text='am I eligible?')),
                        ('bundle', models.OneToOneField(help_text='the bundle this stands for', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='as_item', to='materials.bundle')),
                        ('domain', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='materials.domain')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.catalogueversion')),
                    ],
                    options={
                        'ordering': ['order'],
                    },
                ),
                migrations.CreateModel(
                    name='Requirement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('waiver', models.CharField(max_length=30)),
                        ('condition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.fact')),
                        ('material', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requirements', to='materials.material')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requirements', to='materials.serviceitem')),
                    ],
                    options={
                        'ordering': ['item', 'order'],
                    },
                ),
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version_label', models.CharField(max_length=20)),
                        ('title_zh', models.CharField(max_length=200)),
                        ('title_en', models.CharField(max_length=300)),
                        ('notice', models.JSONField(default=dict)),
                        ('statements', models.JSONField(default=list)),
                        ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='notice', to='materials.serviceitem')),
                    ],
                ),
                migrations.CreateModel(
                    name='ItemForm',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sections', models.JSONField(default=list)),
                        ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='form', to='materials.serviceitem')),
                    ],
                ),
                migrations.CreateModel(
                    name='Step',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=60)),
                        ('name_zh', models.CharField(max_length=200)),
                        ('name_en', models.CharField(max_length=300)),
                        ('actor', models.CharField(max_length=12)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.catalogueversion')),
                    ],
                ),
                migrations.CreateModel(
                    name='UnfoundWords',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('words', models.CharField(max_length=20)),
                        ('times', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['times', 'id'], name='materials_u_times_d1e322_idx'), models.Index(fields=['words', 'id'], name='materials_u_words_a9bfb4_idx')],
                        'constraints': [models.UniqueConstraint(fields=('day', 'words'), name='one_count_a_day_of_unfound_words')],
                    },
                ),
                migrations.CreateModel(
                    name='Upload',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('original_name', models.CharField(max_length=200, verbose_name='file name')),
                        ('kind', models.CharField(choices=[('application/pdf', 'PDF'), ('image/jpeg', 'JPEG'), ('image/png', 'PNG')], max_length=20)),
                        ('size', models.PositiveIntegerField(help_text='bytes')),
                        ('digest', models.CharField(db_index=True, help_text='SHA-256', max_length=64)),
                        ('file', models.FileField(max_length=120, storage=accounts.sealed_files.SealedStorage(), upload_to=materials.uploads.models._place)),
                        ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='UploadGone',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('upload', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='gone', to='materials.upload')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='WordsEdition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('document', models.JSONField()),
                        ('note', models.CharField(help_text='what changes, and why', max_length=300)),
                        ('in_force_from', models.DateField(help_text='the day its writer wants')),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='WordsRelease',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(help_text='from when it counts: never before the day it was released')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='materials.wordsedition')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddConstraint(
                    model_name='bundle',
                    constraint=models.UniqueConstraint(fields=('version', 'code'), name='one_bundle_per_code'),
                ),
                migrations.AddConstraint(
                    model_name='domain',
                    constraint=models.UniqueConstraint(fields=('version', 'code'), name='one_domain_per_code'),
                ),
                migrations.AddConstraint(
                    model_name='fact',
                    constraint=models.UniqueConstraint(fields=('version', 'code'), name='one_fact_per_code'),
                ),
                migrations.AddConstraint(
                    model_name='formsection',
                    constraint=models.UniqueConstraint(fields=('version', 'code'), name='one_section_per_code'),
                ),
                migrations.AddConstraint(
                    model_name='formfield',
                    constraint=models.UniqueConstraint(fields=('version', 'code'), name='one_field_per_code'),
                ),
                migrations.AddIndex(
                    model_name='ledgerkey',
                    index=models.Index(fields=['material', 'name', 'digest', '-id'], name='materials_l_materia_4d2bc1_idx'),
                ),
                migrations.AddConstraint(
                    model_name='registry',
                    constraint=models.UniqueConstraint(fields=('version', 'code'), name='one_registry_per_code'),
                ),
                migrations.AddConstraint(
                    model_name='material',
                    constraint=models.UniqueConstraint(fields=('version', 'code'), name='one_material_per_code'),
                ),
                migrations.AddConstraint(
                    model_name='serviceitem',
                    constraint=models.UniqueConstraint(fields=('version', 'code'), name='one_item_per_code'),
                ),
                migrations.AddConstraint(
                    model_name='requirement',
                    constraint=models.UniqueConstraint(fields=('item', 'material'), name='one_requirement_per_material'),
                ),
                migrations.AddConstraint(
                    model_name='step',
                    constraint=models.UniqueConstraint(fields=('version', 'code'), name='one_step_per_code'),
                ),
                migrations.AddConstraint(
                    model_name='wordsedition',
                    constraint=models.UniqueConstraint(fields=('number',), name='one_wordsedition_per_number'),
                ),
                migrations.AddConstraint(
                    model_name='wordsrelease',
                    constraint=models.CheckConstraint(condition=models.Q(('by', models.F('written_by')), _negated=True), name='wordsrelease_is_by_a_second_person'),
                ),
            ],
        ),
    ]
