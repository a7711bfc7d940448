import accounts.sealed_files
import accounts.sealing
import django.db.models.deletion
import django.utils.timezone
import supervision.encounters.letters.models
import supervision.phones.files
import trail.first_tables
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('licensing', '0001_initial'),
        ('materials', '0001_initial'),
        ('trail', '0001_initial'),
        ('viewflow', '0015_task_scheduled'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        trail.first_tables.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Assessment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('model', models.CharField(max_length=30)),
                        ('edition', models.PositiveSmallIntegerField()),
                        ('on', models.DateField()),
                        ('occasion', models.CharField(choices=[('monthly', 'Monthly run'), ('nightly', 'Night after something happened'), ('confirming', 'When a change was confirmed')], max_length=10)),
                        ('vehicles', models.PositiveIntegerField(null=True)),
                        ('score', models.DecimalField(decimal_places=2, max_digits=5)),
                        ('exact', models.CharField(help_text='the score as a fraction', max_length=60)),
                        ('colour', models.CharField(choices=[('red', 'red'), ('yellow', 'yellow'), ('green', 'green'), ('none', 'no code yet')], max_length=6)),
                        ('reasons', models.JSONField(help_text='[{kind, code}]')),
                        ('told', models.JSONField(help_text='the sum, line by line')),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Capture',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('left_out', models.JSONField(default=list, help_text='files that could not be kept: digest, kind, and the code of why')),
                        ('at', models.DateTimeField(help_text="when it was sealed, by the phone's clock")),
                        ('clock_off', models.IntegerField(help_text="seconds by which the phone's clock was ahead when it was sent")),
                        ('received_at', models.DateTimeField()),
                        ('minutes', models.PositiveSmallIntegerField(help_text="from the first word to the seal, by the phone's clock")),
                        ('ending', models.CharField(choices=[('signed', 'signed what was explained'), ('declined', 'preferred not to sign')], max_length=8)),
                    ],
                ),
                migrations.CreateModel(
                    name='Need',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(help_text='within its visit')),
                        ('kind', models.CharField(help_text='code of topics.json', max_length=16)),
                        ('words', accounts.sealing.SealedTextField()),
                        ('due_on', models.DateField(help_text='nobody knows: the calendar of its year is not entered', null=True)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CaptureFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('what', models.CharField(choices=[('photo', 'photo'), ('signature', 'signature'), ('code', 'picture of the code')], max_length=9)),
                        ('kind', models.CharField(choices=[('application/pdf', 'PDF'), ('image/jpeg', 'JPEG'), ('image/png', 'PNG')], max_length=20)),
                        ('original_name', models.CharField(max_length=200)),
                        ('file', models.FileField(max_length=120, storage=accounts.sealed_files.SealedStorage(), upload_to=supervision.phones.files._place)),
                        ('capture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='supervision.capture')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CaptureWords',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('seal', models.CharField(max_length=64)),
                        ('record', accounts.sealing.SealedTextField()),
                        ('capture', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='said', to='supervision.capture')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ClueAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(choices=[('taken-up', 'Taken up'), ('mended', 'Set aside: put right in the meantime'), ('elsewhere', "Set aside: another authority's"), ('groundless', 'Set aside: nothing in it')], max_length=10)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ClueReference',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reference', accounts.sealing.SealedTextField()),
                        ('answer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='said', to='supervision.clueanswer')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CodeChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('was', models.CharField(choices=[('red', 'red'), ('yellow', 'yellow'), ('green', 'green'), ('none', 'no code yet')], max_length=6)),
                        ('becomes', models.CharField(choices=[('red', 'red'), ('yellow', 'yellow'), ('green', 'green'), ('none', 'no code yet')], max_length=6)),
                        ('by_rule', models.BooleanField(help_text='to a better colour: by itself, at once')),
                        ('suggested_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.assessment')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CompanyInspection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=30, unique=True)),
                        ('source', models.CharField(choices=[('plan', 'Yearly plan'), ('draw', 'Random draw'), ('complaint', 'Complaint or report'), ('transfer', 'Transfer by another body'), ('accident', 'Accident'), ('alert', 'Data alert'), ('order', 'Order of a superior'), ('coverage', 'Statutory full coverage')], max_length=10)),
                        ('words', models.CharField(help_text='the number of the complaint, what the alert said, why this one', max_length=500)),
                        ('edition', models.PositiveSmallIntegerField(help_text='of the programme it began under')),
                        ('on_site', models.BooleanField(default=True)),
                        ('urgent', models.BooleanField(default=False)),
                        ('unannounced', models.CharField(blank=True, help_text='why the notice is served at the door', max_length=200)),
                        ('joint', models.CharField(blank=True, help_text='other bodies that come along (综合查一次)', max_length=200)),
                        ('planned_on', models.DateField()),
                        ('drafted_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='accounts.company')),
                        ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Approval',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('granted', models.BooleanField()),
                        ('afterwards', models.BooleanField(default=False)),
                        ('words', models.CharField(blank=True, max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('inspection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='approval', to='supervision.companyinspection')),
                    ],
                ),
                migrations.CreateModel(
                    name='CreditFact',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sector', models.CharField(blank=True, choices=[('freight', 'Ordinary freight (一货)'), ('hazardous', 'Hazardous goods (一危)'), ('passenger-line', 'Passenger lines (两客)'), ('charter', 'Tourist charter (两客)')], help_text='every sector when blank', max_length=16)),
                        ('indicator', models.CharField(max_length=30)),
                        ('happened_on', models.DateField()),
                        ('known_on', models.DateField(default=django.utils.timezone.localdate)),
                        ('source', models.CharField(choices=[('own', 'This authority'), ('police', 'Traffic police'), ('market', 'Market supervision'), ('tax', 'Tax authority'), ('insurance', 'Insurance'), ('credit-china', 'Credit China (信用中国)'), ('overload-control', 'Overload control (治超)'), ('platform', 'Monitoring platform'), ('hotline', 'Hotline 12328')], max_length=20)),
                        ('source_ref', models.CharField(help_text='its number at the source: with it, known once', max_length=80)),
                        ('gravity', models.CharField(blank=True, choices=[('', 'none: no penalty'), ('slight', 'slight (轻微)'), ('ordinary', 'ordinary (一般)'), ('serious', 'serious (严重)')], max_length=8)),
                        ('magnitude', models.DecimalField(decimal_places=2, default=Decimal('1'), max_digits=8)),
                        ('article', models.CharField(blank=True, max_length=200)),
                        ('words', models.CharField(blank=True, max_length=300)),
                        ('ends_on', models.DateField(help_text='the first day on which it is over, where the source says so', null=True)),
                        ('repair_from', models.DateField(help_text='the first day on which repair may be asked for', null=True)),
                        ('shown_until', models.DateField(db_index=True, help_text='the last day of publicity and use', null=True)),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_facts', to='accounts.company')),
                        ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CreditLetter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('template_version', models.PositiveSmallIntegerField(default=1)),
                        ('number', models.CharField(max_length=60, unique=True)),
                        ('title', models.CharField(max_length=80)),
                        ('dated', models.DateField()),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('addressee', models.CharField(max_length=120)),
                        ('paragraphs', models.JSONField(default=list)),
                        ('table', models.JSONField(default=list)),
                        ('kind', models.CharField(choices=[('credit-notice', 'Notice of the credit code'), ('credit-object', 'Decision on an objection'), ('credit-accept', 'Answer to a request for credit repair'), ('credit-extend', 'Longer time for credit repair'), ('credit-repair', 'Decision on credit repair')], max_length=14)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_letters', to='accounts.company')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Confirmation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('in_force_on', models.DateField(db_index=True)),
                        ('stay_until', models.DateField()),
                        ('object_by', models.DateField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('change', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='confirmation', to='supervision.codechange')),
                        ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.creditletter')),
                    ],
                ),
                migrations.CreateModel(
                    name='CreditService',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('way', models.CharField(choices=[('agreed', 'Electronically, as agreed'), ('opened', 'Opened in the portal by the addressee'), ('in-person', 'Handed over in person'), ('post', 'By post, with acknowledgement of receipt'), ('left', 'Left at the address before witnesses'), ('notice', 'By public notice, its period over')], max_length=9)),
                        ('served_on', models.DateField(db_index=True)),
                        ('proof', models.CharField(blank=True, help_text='number of the post, who signed, witnesses, notice', max_length=200)),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('acknowledgement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='service', to='supervision.creditletter')),
                        ('recorded_by', models.ForeignKey(help_text='nobody: the portal, as agreed', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Draw',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=30, unique=True)),
                        ('sector', models.CharField(choices=[('freight', 'Ordinary freight (一货)'), ('hazardous', 'Hazardous goods (一危)'), ('passenger-line', 'Passenger lines (两客)'), ('charter', 'Tourist charter (两客)')], max_length=16)),
                        ('purpose', models.CharField(max_length=200)),
                        ('on_site', models.BooleanField(help_text='routine visits on site: who is exempt has weight 0')),
                        ('wanted', models.PositiveSmallIntegerField()),
                        ('listed', models.TextField(help_text='the list as canonical JSON; its UTF-8 bytes are what is summed up')),
                        ('digest', models.CharField(help_text='SHA-256 of the list', max_length=64)),
                        ('event', models.PositiveBigIntegerField(help_text='the event that published the digest')),
                        ('frozen_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('frozen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='DrawObject',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=24)),
                        ('salt', models.CharField(max_length=32)),
                        ('colour', models.CharField(choices=[('red', 'red'), ('yellow', 'yellow'), ('green', 'green'), ('none', 'no code yet')], max_length=6)),
                        ('weight', models.PositiveIntegerField()),
                        ('exempt', models.CharField(blank=True, choices=[('', '–'), ('colour', 'Its code exempts it from routine visits on site'), ('limit', 'Its visits of the year are used up')], max_length=6)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drawn_objects', to='accounts.company')),
                        ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objects_of', to='supervision.draw')),
                    ],
                    options={
                        'ordering': ['key'],
                    },
                ),
                migrations.AddField(
                    model_name='companyinspection',
                    name='drawn',
                    field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inspection', to='supervision.drawobject'),
                ),
                migrations.CreateModel(
                    name='DrawResult',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('seed', models.CharField(max_length=64)),
                        ('drawn', models.JSONField(help_text='[{"object": key, "officers": [numbers, in order]}]')),
                        ('drawn_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trail.checkpoint')),
                        ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result', to='supervision.draw')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Drop',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('change', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='drop', to='supervision.codechange')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Encounter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=30, unique=True)),
                        ('key', models.UUIDField(unique=True)),
                        ('edition', models.PositiveSmallIntegerField(help_text='of the no-penalty list it began under')),
                        ('found', models.CharField(choices=[('valid', 'in force'), ('curable', 'expired, can be renewed online'), ('lapsed', 'not in force'), ('unknown', 'not found'), ('silent', 'no registry answered')], max_length=8)),
                        ('days_over', models.PositiveSmallIntegerField(help_text='since it ran out', null=True)),
                        ('excluded', models.JSONField(default=list, help_text='codes of what rules flexible enforcement out')),
                        ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('end_by', models.DateField(help_text='nobody knows: the calendar of its year is not entered', null=True)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.AddField(
                    model_name='capture',
                    name='encounter',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='capture', to='supervision.encounter'),
                ),
                migrations.CreateModel(
                    name='Anonymised',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('encounter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='anonymised', to='supervision.encounter')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='EncounterAside',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('left_out', models.JSONField(default=list, help_text='files that could not be kept: digest, kind, and the code of why')),
                        ('key', models.UUIDField()),
                        ('seal', models.CharField(max_length=64)),
                        ('record', accounts.sealing.SealedTextField()),
                        ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('reason', models.CharField(choices=[('other-seal', 'its key belongs to another encounter'), ('broken-seal', 'its seal does not fit its text'), ('unreadable', 'it cannot be read'), ('future', 'its time is in the future'), ('too-old', 'it is too old'), ('times', 'it was sealed before it began, or more than a day after'), ('vehicle', 'its plate or code names no vehicle'), ('two-officers', 'it does not name two different officers'), ('certificate', 'an officer held no valid enforcement certificate that day'), ('pledge', 'an officer had not signed the pledge of that year'), ('kept-from', 'an officer is kept from the company by a grid or an interest'), ('edition', 'the list in force that day does not know what it rules out')], max_length=12)),
                        ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='EncounterAsideFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('what', models.CharField(choices=[('photo', 'photo'), ('signature', 'signature'), ('code', 'picture of the code')], max_length=9)),
                        ('kind', models.CharField(choices=[('application/pdf', 'PDF'), ('image/jpeg', 'JPEG'), ('image/png', 'PNG')], max_length=20)),
                        ('original_name', models.CharField(max_length=200)),
                        ('file', models.FileField(max_length=120, storage=accounts.sealed_files.SealedStorage(), upload_to=supervision.phones.files._place)),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='supervision.encounteraside')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='EncounterAsideSettled',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', accounts.sealing.SealedTextField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='settled', to='supervision.encounteraside')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='EncounterLetter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('template_version', models.PositiveSmallIntegerField(default=1)),
                        ('number', models.CharField(max_length=60, unique=True)),
                        ('title', models.CharField(max_length=80)),
                        ('dated', models.DateField()),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('about', models.CharField(db_index=True, help_text='the number of the encounter, or of the pledge', max_length=30)),
                        ('kind', models.CharField(choices=[('meet-guidance', 'Guidance note'), ('meet-promise', 'Notice and promise'), ('meet-decision', 'Decision not to punish'), ('meet-pledge', 'Pledge of flexible enforcement')], max_length=14)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='EncounterService',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('way', models.CharField(choices=[('agreed', 'Electronically, as agreed'), ('opened', 'Opened in the portal by the addressee'), ('in-person', 'Handed over in person'), ('post', 'By post, with acknowledgement of receipt'), ('left', 'Left at the address before witnesses'), ('notice', 'By public notice, its period over')], max_length=9)),
                        ('served_on', models.DateField(db_index=True)),
                        ('proof', models.CharField(blank=True, help_text='number of the post, who signed, witnesses, notice', max_length=200)),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='service', to='supervision.encounterletter')),
                        ('recorded_by', models.ForeignKey(help_text='nobody: the portal, as agreed', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Ending',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('cancelled', 'Cancelled before it began'), ('void', 'Not approved in time: without effect'), ('unrecorded', 'Without a record: both officers have left')], max_length=10)),
                        ('words', models.CharField(blank=True, max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('inspection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ending', to='supervision.companyinspection')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='EnforcementCertificate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=20, unique=True)),
                        ('issuer', models.CharField(max_length=80)),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enforcement_certificates', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.AddField(
                    model_name='encounter',
                    name='first',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.enforcementcertificate'),
                ),
                migrations.AddField(
                    model_name='encounter',
                    name='second',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.enforcementcertificate'),
                ),
                migrations.AddField(
                    model_name='companyinspection',
                    name='first',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.enforcementcertificate'),
                ),
                migrations.AddField(
                    model_name='companyinspection',
                    name='second',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.enforcementcertificate'),
                ),
                migrations.CreateModel(
                    name='CertificateEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(max_length=200)),
                        ('ended_on', models.DateField(default=django.utils.timezone.localdate)),
                        ('ended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='supervision.enforcementcertificate')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Entry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('urgent', models.BooleanField(default=False)),
                        ('approve_by', models.DateField(db_index=True, help_text='until when an urgent one is approved', null=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('approval', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entry', to='supervision.approval')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.enforcementcertificate')),
                        ('inspection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='entry', to='supervision.companyinspection')),
                        ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.enforcementcertificate')),
                    ],
                ),
                migrations.CreateModel(
                    name='FactEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('removed', 'Removed: it was wrong'), ('repaired', 'Repaired (信用修复)'), ('ended', 'Mended: the duty is done'), ('expired', 'Its longest time of publicity is over')], max_length=8)),
                        ('on', models.DateField(db_index=True, default=django.utils.timezone.localdate)),
                        ('words', models.CharField(blank=True, max_length=300)),
                        ('ended_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('fact', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='supervision.creditfact')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='FactInquiry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('material', models.CharField(max_length=60)),
                        ('registry', models.CharField(max_length=40)),
                        ('outcome', models.CharField(max_length=12)),
                        ('reason', models.CharField(blank=True, max_length=30)),
                        ('source_version', models.CharField(blank=True, max_length=60)),
                        ('answer_digest', models.CharField(blank=True, max_length=64)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('asked_by', models.CharField(max_length=60)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.company')),
                    ],
                    options={
                        'verbose_name_plural': 'fact inquiries',
                    },
                ),
                migrations.CreateModel(
                    name='Failing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('material', models.CharField(max_length=60)),
                        ('key_digest', accounts.sealing.BlindIndexField(blank=True, max_length=64)),
                        ('label', models.CharField(max_length=200)),
                        ('nth', models.PositiveSmallIntegerField(default=1)),
                        ('statements', models.JSONField(help_text='codes of the affirmed statements it tests')),
                        ('found_on', models.DateField(default=django.utils.timezone.localdate)),
                        ('mend_until', models.DateField(db_index=True)),
                        ('edition', models.CharField(help_text='of the days that were given', max_length=20)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='failings', to='licensing.application')),
                    ],
                    options={
                        'ordering': ['mend_until', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='FollowUp',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('how', models.CharField(choices=[('kept', 'Mended in time: educated, closed'), ('missed', 'Not put right in time: a clue'), ('cleared', 'In force after all: closed'), ('missing', 'Truly none, or not in force: a clue'), ('spared', 'Not punished, by decision of the head'), ('declined', 'Not confirmed by the head: a clue')], max_length=8)),
                        ('known_by', models.CharField(choices=[('registry', 'a registry answered'), ('phone', 'the other authority was called'), ('paper', 'the document was submitted'), ('head', 'the head of the authority decided')], max_length=8)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('decision', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.encounterletter')),
                    ],
                ),
                migrations.AddField(
                    model_name='clueanswer',
                    name='follow_up',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='supervision.followup'),
                ),
                migrations.CreateModel(
                    name='Grid',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=20, unique=True)),
                        ('name', models.CharField(max_length=80)),
                        ('kind', models.CharField(choices=[('P', 'Ordinary freight'), ('W', 'Hazardous goods')], max_length=1)),
                        ('opened_on', models.DateField(default=django.utils.timezone.localdate)),
                        ('source', models.CharField(blank=True, help_text='the table it came from', max_length=80)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.division')),
                        ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['code'],
                    },
                ),
                migrations.CreateModel(
                    name='Assignment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('P', 'Ordinary freight'), ('W', 'Hazardous goods')], max_length=1)),
                        ('turn', models.PositiveIntegerField()),
                        ('ground', models.CharField(choices=[('address', 'by its address'), ('by-hand', "assigned by the grid's office"), ('merged', 'its grid was merged'), ('no-grid', 'no grid has its address'), ('licence-ended', 'its licence has ended')], max_length=16)),
                        ('address', models.CharField(blank=True, help_text='the address it was assigned by', max_length=200)),
                        ('since', models.DateField(default=django.utils.timezone.localdate)),
                        ('assigned_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('assigned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grid_assignments', to='accounts.company')),
                        ('grid', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='supervision.grid')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='GridArea',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.JSONField(help_text='["塔南路", "民主街道"]')),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('grid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='supervision.grid')),
                        ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='GridEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(max_length=200)),
                        ('ended_on', models.DateField(default=django.utils.timezone.localdate)),
                        ('ended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('grid', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='supervision.grid')),
                        ('into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='supervision.grid')),
                    ],
                ),
                migrations.CreateModel(
                    name='HeadReasons',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', accounts.sealing.SealedTextField()),
                        ('follow_up', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reasons', to='supervision.followup')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='InspectionLetter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('template_version', models.PositiveSmallIntegerField(default=1)),
                        ('number', models.CharField(max_length=60, unique=True)),
                        ('title', models.CharField(max_length=80)),
                        ('dated', models.DateField()),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('addressee', models.CharField(max_length=120)),
                        ('paragraphs', models.JSONField(default=list)),
                        ('table', models.JSONField(default=list)),
                        ('about', models.CharField(db_index=True, help_text='the number of the inspection', max_length=30)),
                        ('kind', models.CharField(choices=[('inspect-approval', 'Approval form'), ('inspect-notice', 'Notice of inspection'), ('inspect-record', 'Record on site'), ('inspect-result', 'Result of the inspection'), ('inspect-order', 'Order to rectify'), ('inspect-recheck', 'Result of the second inspection')], max_length=18)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspection_letters', to='accounts.company')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='approval',
                    name='letter',
                    field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.inspectionletter'),
                ),
                migrations.CreateModel(
                    name='InspectionProcess',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('inspection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='process', to='supervision.companyinspection')),
                    ],
                    options={
                        'abstract': False,
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='InspectionService',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('way', models.CharField(choices=[('agreed', 'Electronically, as agreed'), ('opened', 'Opened in the portal by the addressee'), ('in-person', 'Handed over in person'), ('post', 'By post, with acknowledgement of receipt'), ('left', 'Left at the address before witnesses'), ('notice', 'By public notice, its period over')], max_length=9)),
                        ('served_on', models.DateField(db_index=True)),
                        ('proof', models.CharField(blank=True, help_text='number of the post, who signed, witnesses, notice', max_length=200)),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('acknowledgement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='service', to='supervision.inspectionletter')),
                        ('recorded_by', models.ForeignKey(help_text='nobody: the portal, as agreed', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Interest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.CharField(max_length=300)),
                        ('declared_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.company')),
                        ('declared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='InterestEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(max_length=200)),
                        ('ended_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('ended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('interest', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='supervision.interest')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='LastAsked',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(help_text='at first the day of its grant: everything was asked then')),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='last_asked', to='licensing.application')),
                    ],
                    options={
                        'verbose_name_plural': 'last asked',
                    },
                ),
                migrations.CreateModel(
                    name='LetterWords',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(default=supervision.encounters.letters.models.new_code, max_length=32, unique=True)),
                        ('content', accounts.sealing.SealedJSONField()),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='said', to='supervision.encounterletter')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='LookUp',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('occasion', models.CharField(choices=[('roadside', 'at the roadside'), ('afterwards', 'afterwards')], max_length=10)),
                        ('registry', models.CharField(max_length=60)),
                        ('outcome', models.CharField(max_length=12)),
                        ('reason', models.CharField(blank=True, max_length=60)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='look_ups', to='supervision.encounter')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Met',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('plate', accounts.sealing.SealedTextField()),
                        ('plate_colour', models.CharField(max_length=20)),
                        ('vehicle_index', accounts.sealing.BlindIndexField(db_index=True, max_length=64)),
                        ('holder', accounts.sealing.SealedTextField(blank=True)),
                        ('certificate', accounts.sealing.SealedTextField(blank=True, help_text="number of the vehicle's certificate")),
                        ('place', accounts.sealing.SealedTextField()),
                        ('answers', accounts.sealing.SealedJSONField(help_text='what was asked and answered, as evidence')),
                        ('company', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.company')),
                        ('encounter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='met', to='supervision.encounter')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ModelEdition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('document', models.JSONField()),
                        ('note', models.CharField(help_text='what changes, and why', max_length=300)),
                        ('in_force_from', models.DateField(help_text='the day its writer wants')),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('sector', models.CharField(choices=[('freight', 'Ordinary freight (一货)'), ('hazardous', 'Hazardous goods (一危)'), ('passenger-line', 'Passenger lines (两客)'), ('charter', 'Tourist charter (两客)')], max_length=16)),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='DryRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField()),
                        ('moves', models.JSONField(help_text='[{was, becomes, size, companies}]')),
                        ('examples', models.JSONField(help_text='[{subject, was, becomes, score}] who changes')),
                        ('companies', models.PositiveIntegerField()),
                        ('changing', models.PositiveIntegerField()),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dry_runs', to='supervision.modeledition')),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ModelRelease',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(help_text='from when it counts: never before the day it was released')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dry_run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.dryrun')),
                        ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='supervision.modeledition')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='NeedAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', accounts.sealing.SealedTextField()),
                        ('on_the_spot', models.BooleanField(default=False)),
                        ('reference', models.CharField(blank=True, help_text='of the ticket that took it up', max_length=40)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('need', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='supervision.need')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='NoPenaltyEdition',
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
                    name='NoPenaltyRelease',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(help_text='from when it counts: never before the day it was released')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='supervision.nopenaltyedition')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Objection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField()),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('due', models.DateField(db_index=True)),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('change', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='supervision.codechange')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_objections', to='accounts.company')),
                        ('fact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='supervision.creditfact')),
                        ('proofs', models.ManyToManyField(related_name='+', to='materials.upload')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ObjectionDecision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('upheld', models.BooleanField()),
                        ('reasons', models.TextField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.creditletter')),
                        ('objection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='supervision.objection')),
                        ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='Outcome',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('way', models.CharField(choices=[('released', 'Released with guidance'), ('curing', 'Helped to apply on the spot'), ('noted', 'Recorded, released, to be checked'), ('spared', 'Proposed not to be punished'), ('ordinary', 'Ordinary procedure elsewhere')], max_length=8)),
                        ('found', models.CharField(choices=[('valid', 'in force'), ('curable', 'expired, can be renewed online'), ('lapsed', 'not in force'), ('unknown', 'not found'), ('silent', 'no registry answered')], help_text='as the encounter says', max_length=8)),
                        ('is_excluded', models.BooleanField(default=False, help_text='as the encounter says')),
                        ('entry', models.CharField(blank=True, help_text='code of the no-penalty list', max_length=40)),
                        ('conditions', models.PositiveSmallIntegerField(default=0, help_text='how many the entry has')),
                        ('due_on', models.DateField(db_index=True, help_text='to be finished, checked, or decided, by', null=True)),
                        ('minutes', models.PositiveIntegerField(help_text='that the driver stood; empty where nobody knows', null=True)),
                        ('is_signed', models.BooleanField(help_text='the driver read and confirmed')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('encounter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='supervision.encounter')),
                        ('guidance', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.encounterletter')),
                        ('promise', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.encounterletter')),
                    ],
                ),
                migrations.AddField(
                    model_name='followup',
                    name='outcome',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='follow_up', to='supervision.outcome'),
                ),
                migrations.CreateModel(
                    name='PassedOn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(default=django.utils.timezone.localdate)),
                        ('failing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='passed_on', to='supervision.failing')),
                    ],
                    options={
                        'verbose_name_plural': 'passed on',
                    },
                ),
                migrations.CreateModel(
                    name='PlaceAsked',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField()),
                        ('about', models.CharField(help_text='the number of the inspection', max_length=30)),
                        ('taken', models.PositiveSmallIntegerField(help_text='how many places of the year were taken before')),
                        ('limit', models.PositiveSmallIntegerField()),
                        ('exception', models.CharField(blank=True, max_length=20)),
                        ('granted', models.BooleanField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.company')),
                    ],
                ),
                migrations.CreateModel(
                    name='PlannedVisit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('P', 'Ordinary freight'), ('W', 'Hazardous goods')], max_length=1)),
                        ('turn', models.PositiveIntegerField()),
                        ('purpose', models.CharField(choices=[('welcome', 'Welcome: a new company'), ('guidance', 'Guidance: how to get better'), ('contact', 'Keeping in touch: every six months')], max_length=10)),
                        ('way', models.CharField(choices=[('on-site', 'at the company'), ('phone', 'by telephone'), ('video', 'by video')], max_length=8)),
                        ('due_on', models.DateField(help_text='nobody knows: the calendar of its year is not entered', null=True)),
                        ('edition', models.CharField(help_text='of the rules of planning', max_length=20)),
                        ('planned_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned_visits', to='accounts.company')),
                        ('grid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned_visits', to='supervision.grid')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned_visits', to=settings.AUTH_USER_MODEL)),
                        ('planned_by', models.ForeignKey(help_text='or a timer', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='PlatformNumber',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=50)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='platform_numbers', to='supervision.draw')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Pledge',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('signed_on', models.DateField(default=django.utils.timezone.localdate)),
                        ('valid_to', models.DateField()),
                        ('signed_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.enforcementcertificate')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pledge', to='supervision.encounterletter')),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.AddField(
                    model_name='encounter',
                    name='first_pledge',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.pledge'),
                ),
                migrations.AddField(
                    model_name='encounter',
                    name='second_pledge',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.pledge'),
                ),
                migrations.CreateModel(
                    name='Probe',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('material', models.CharField(max_length=60)),
                        ('registry', models.CharField(max_length=60)),
                        ('key_digest', accounts.sealing.BlindIndexField(blank=True, max_length=64)),
                        ('label', models.CharField(help_text='whom or what it is about, masked', max_length=200)),
                        ('outcome', models.CharField(choices=[('found', 'found'), ('not-found', 'not-found'), ('conflict', 'conflict'), ('unavailable', 'unavailable')], max_length=12)),
                        ('reason', models.CharField(blank=True, max_length=60)),
                        ('source_version', models.CharField(blank=True, max_length=60)),
                        ('answer_digest', models.CharField(blank=True, max_length=64)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('asked_by', models.CharField(max_length=60)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='probes', to='licensing.application')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='FailingEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('how', models.CharField(choices=[('mended', 'put right by the holder'), ('gone', 'over: the licence or the vehicle no longer exists'), ('stands', 'the promise stands: the verifier cleared it'), ('broken', 'not kept: the verifier confirmed it')], max_length=6)),
                        ('words', models.TextField(blank=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('failing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='supervision.failing')),
                        ('probe', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.probe')),
                    ],
                ),
                migrations.AddField(
                    model_name='failing',
                    name='probe',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='failing', to='supervision.probe'),
                ),
                migrations.CreateModel(
                    name='ProgrammeEdition',
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
                    name='ProgrammeRelease',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(help_text='from when it counts: never before the day it was released')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='supervision.programmeedition')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Proof',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=40)),
                        ('by_look_back', models.BooleanField(help_text='our own rows were asked, beside what the officer showed')),
                        ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='supervision.outcome')),
                    ],
                ),
                migrations.CreateModel(
                    name='Proposal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField(blank=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('change', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='supervision.codechange')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Rating',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('stars', models.PositiveSmallIntegerField()),
                        ('words', models.CharField(blank=True, max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('inspection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='rating', to='supervision.companyinspection')),
                    ],
                ),
                migrations.CreateModel(
                    name='Record',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('turn', models.PositiveSmallIntegerField(default=1)),
                        ('answers', models.JSONField(help_text='[{"item", "code", "answer", "note"}]')),
                        ('left_at', models.DateTimeField()),
                        ('statement', models.TextField(blank=True, help_text='what the company states (陈述申辩)')),
                        ('signed', models.CharField(choices=[('signed', 'read and signed by the company'), ('refused', 'the company refused to sign'), ('absent', 'nobody of the company was there to sign')], max_length=8)),
                        ('signed_words', models.CharField(blank=True, help_text='who signed; or why not', max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='supervision.companyinspection')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='RecordAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agrees', models.BooleanField()),
                        ('words', models.CharField(blank=True, max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.inspectionletter')),
                        ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='supervision.record')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='RecordFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('photo', 'photo'), ('sampling', 'form of sampling'), ('questioning', 'record of questioning')], max_length=11)),
                        ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='supervision.record')),
                        ('upload', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Repair',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('channel', models.CharField(choices=[('here', 'Here'), ('credit-china', 'Through Credit China (信用中国)')], default='here', max_length=12)),
                        ('channel_number', models.CharField(blank=True, max_length=60)),
                        ('mended', models.TextField(help_text='what was mended, and how')),
                        ('promise', models.TextField(help_text='the public promise, word for word as it was signed')),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('accept_by', models.DateField(db_index=True)),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='repairs', to='supervision.creditfact')),
                        ('proofs', models.ManyToManyField(related_name='+', to='materials.upload')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='RepairAcceptance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('accepted', models.BooleanField()),
                        ('words', models.TextField(blank=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('decide_by', models.DateField(db_index=True, null=True)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.creditletter')),
                        ('repair', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='acceptance', to='supervision.repair')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RepairDecision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('repaired', models.BooleanField()),
                        ('reasons', models.TextField(blank=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.creditletter')),
                        ('repair', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='supervision.repair')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RepairExtension',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('was', models.DateField()),
                        ('until', models.DateField()),
                        ('reasons', models.TextField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.creditletter')),
                        ('repair', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='extension', to='supervision.repair')),
                    ],
                ),
                migrations.CreateModel(
                    name='Replacement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=24)),
                        ('reason', models.CharField(choices=[('challenged', 'Challenged by the company (回避)'), ('interest', 'Declared an interest'), ('certificate', 'No longer has a valid certificate'), ('absent', 'Absent or ill')], max_length=12)),
                        ('words', models.CharField(blank=True, max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='supervision.draw')),
                        ('into', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.enforcementcertificate')),
                        ('out', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.enforcementcertificate')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Reply',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField()),
                        ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('failing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='supervision.failing')),
                        ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'replies',
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Result',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('outcome', models.CharField(choices=[('clean', 'No problem found'), ('rectify', 'To be put right'), ('transferred', 'Passed on to the ordinary procedure')], max_length=12)),
                        ('rectify_by', models.DateField(db_index=True, null=True)),
                        ('words', models.TextField(blank=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('inspection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result', to='supervision.companyinspection')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.inspectionletter')),
                    ],
                ),
                migrations.CreateModel(
                    name='RectificationReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('result', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='supervision.result')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RectificationMissed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('result', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='missed', to='supervision.result')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Recheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('passed', models.BooleanField()),
                        ('words', models.CharField(max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.inspectionletter')),
                        ('result', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='recheck', to='supervision.result')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReviewedVehicle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(help_text='of its certificate', max_length=40, unique=True)),
                        ('plate', models.CharField(max_length=10)),
                        ('plate_colour', models.CharField(max_length=20)),
                        ('vin', models.CharField(blank=True, max_length=17)),
                        ('gross_mass', models.PositiveIntegerField(help_text='in kg')),
                        ('issued_on', models.DateField(help_text='the first version of its certificate')),
                        ('due_on', models.DateField(db_index=True)),
                        ('is_standing', models.BooleanField(default=True)),
                        ('registered_on', models.DateField(help_text='first, as the traffic police tell', null=True)),
                        ('tested_on', models.DateField(help_text='last, as a registry told', null=True)),
                        ('test_due_on', models.DateField(help_text='the last day for the next test; none: nobody told of one', null=True)),
                        ('test_tried_on', models.DateField(help_text='the registries were asked by night, answered or not', null=True)),
                        ('test_told_for', models.DateField(help_text='the day its company was told of', null=True)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.company')),
                    ],
                    options={
                        'ordering': ['due_on', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('due_on', models.DateField()),
                        ('nth', models.PositiveSmallIntegerField(default=1)),
                        ('decide_by', models.DateField(help_text='empty while the calendar of the year is not known', null=True)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('report', models.ManyToManyField(related_name='+', to='materials.upload')),
                        ('vehicle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='supervision.reviewedvehicle')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewLookUp',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('material', models.CharField(max_length=60)),
                        ('registry', models.CharField(max_length=60)),
                        ('outcome', models.CharField(max_length=12)),
                        ('reason', models.CharField(blank=True, max_length=60)),
                        ('grade', models.CharField(blank=True, max_length=10)),
                        ('source_version', models.CharField(blank=True, max_length=60)),
                        ('answer_digest', models.CharField(blank=True, max_length=64)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='look_ups', to='supervision.reviewrequest')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewResult',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('outcome', models.CharField(choices=[('passed', 'passed'), ('to-mend', 'to be put right: have the vehicle tested or inspected first'), ('failed', 'not passed')], max_length=8)),
                        ('words', models.TextField(blank=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result', to='supervision.reviewrequest')),
                    ],
                ),
                migrations.CreateModel(
                    name='Round',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('nightly', 'nightly'), ('monthly', 'monthly')], max_length=8)),
                        ('on', models.DateField()),
                        ('done_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('assessed', models.PositiveIntegerField()),
                        ('suggested', models.PositiveIntegerField()),
                        ('bettered', models.PositiveIntegerField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('kind', 'on'), name='one_round_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Said',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('driver', accounts.sealing.SealedTextField(blank=True)),
                        ('driver_index', accounts.sealing.BlindIndexField(blank=True, db_index=True, max_length=64)),
                        ('receipt', accounts.sealing.SealedTextField(blank=True, help_text='of what was applied for on the spot')),
                        ('reference', accounts.sealing.SealedTextField(blank=True, help_text='of the ordinary procedure outside')),
                        ('evidence', accounts.sealing.SealedJSONField(help_text='condition → what shows it')),
                        ('words', accounts.sealing.SealedTextField(blank=True, help_text='the education given')),
                        ('outcome', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='said', to='supervision.outcome')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Seat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('member', 'Member'), ('chief', 'Chief')], default='member', max_length=8)),
                        ('origin', models.CharField(choices=[('official', 'of the authority'), ('town', 'of the town or township'), ('company', 'of a company'), ('association', 'of the association')], default='official', max_length=12)),
                        ('turn', models.PositiveIntegerField(default=0, help_text="which one of a grid's chiefs, or of a member's times in a grid: two at once have one turn")),
                        ('since', models.DateField(default=django.utils.timezone.localdate)),
                        ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('grid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='supervision.grid')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grid_seats', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='SeatEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('until', models.DateField(default=django.utils.timezone.localdate)),
                        ('ended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('seat', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='supervision.seat')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ServiceAgreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agrees', models.BooleanField()),
                        ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='service_agreements', to='accounts.company')),
                        ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SetAside',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('left_out', models.JSONField(default=list, help_text='files that could not be kept: digest, kind, and the code of why')),
                        ('key', models.UUIDField()),
                        ('seal', models.CharField(max_length=64)),
                        ('record', accounts.sealing.SealedTextField()),
                        ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('reason', models.CharField(choices=[('other-seal', 'its key belongs to another visit'), ('broken-seal', 'its seal does not fit its text'), ('unreadable', 'it cannot be read'), ('no-seat', "its sender had no seat in the company's grid that day"), ('future', 'its time is in the future'), ('too-old', 'it is too old')], max_length=12)),
                        ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='SetAsideFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('what', models.CharField(choices=[('photo', 'photo'), ('signature', 'signature'), ('code', 'picture of the code')], max_length=9)),
                        ('kind', models.CharField(choices=[('application/pdf', 'PDF'), ('image/jpeg', 'JPEG'), ('image/png', 'PNG')], max_length=20)),
                        ('original_name', models.CharField(max_length=200)),
                        ('file', models.FileField(max_length=120, storage=accounts.sealed_files.SealedStorage(), upload_to=supervision.phones.files._place)),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='supervision.setaside')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Settled',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', accounts.sealing.SealedTextField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='settled', to='supervision.setaside')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Subject',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sector', models.CharField(choices=[('freight', 'Ordinary freight (一货)'), ('hazardous', 'Hazardous goods (一危)'), ('passenger-line', 'Passenger lines (两客)'), ('charter', 'Tourist charter (两客)')], max_length=16)),
                        ('licensed_since', models.DateField(help_text='nobody knows: never green', null=True)),
                        ('vehicles', models.PositiveIntegerField(help_text='in service; nobody knows: never green', null=True)),
                        ('is_active', models.BooleanField(default=True, help_text='whether the licence stands')),
                        ('colour', models.CharField(choices=[('red', 'red'), ('yellow', 'yellow'), ('green', 'green'), ('none', 'no code yet')], default='none', max_length=6)),
                        ('colour_since', models.DateField(null=True)),
                        ('stay_until', models.DateField(help_text='not better before this day, unless the ground is gone', null=True)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_subjects', to='accounts.company')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.AddField(
                    model_name='repair',
                    name='subject',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='repairs', to='supervision.subject'),
                ),
                migrations.AddField(
                    model_name='objection',
                    name='subject',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='supervision.subject'),
                ),
                migrations.AddField(
                    model_name='drawobject',
                    name='subject',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.subject'),
                ),
                migrations.AddField(
                    model_name='companyinspection',
                    name='subject',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.subject'),
                ),
                migrations.AddField(
                    model_name='codechange',
                    name='subject',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='supervision.subject'),
                ),
                migrations.AddField(
                    model_name='assessment',
                    name='subject',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='supervision.subject'),
                ),
                migrations.CreateModel(
                    name='TakenEffect',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('change', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='effect', to='supervision.codechange')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='TurnedAway',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(choices=[('no-certificate', 'No valid certificate was shown'), ('one-officer', 'Only one officer came'), ('not-approved', 'No approved inspection is known'), ('not-published', 'What they want to see is not a published item')], max_length=16)),
                        ('shown', models.CharField(blank=True, help_text='the number that was shown', max_length=40)),
                        ('words', models.CharField(max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turned_away', to='accounts.company')),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Visit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('left_out', models.JSONField(default=list, help_text='files that could not be kept: digest, kind, and the code of why')),
                        ('key', models.UUIDField(help_text='drawn on the phone: the same visit sent twice is one', unique=True)),
                        ('seal', models.CharField(help_text='SHA-256 of the record', max_length=64)),
                        ('record', accounts.sealing.SealedTextField()),
                        ('at', models.DateTimeField(help_text="by the phone's clock")),
                        ('on', models.DateField(help_text='the day that counts')),
                        ('clock_off', models.IntegerField(help_text="seconds by which the phone's clock was ahead when it was sent")),
                        ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('way', models.CharField(choices=[('on-site', 'at the company'), ('phone', 'by telephone'), ('video', 'by video')], max_length=8)),
                        ('minutes', models.PositiveSmallIntegerField(null=True)),
                        ('place', models.CharField(blank=True, max_length=200)),
                        ('latitude', models.DecimalField(decimal_places=5, max_digits=8, null=True)),
                        ('longitude', models.DecimalField(decimal_places=5, max_digits=8, null=True)),
                        ('topics', models.JSONField(default=list, help_text='codes of what was explained')),
                        ('explained', accounts.sealing.SealedTextField(blank=True)),
                        ('outcome', models.CharField(choices=[('signed', 'signed by the company'), ('unsigned', 'held; the company preferred not to sign'), ('declined', 'the company declined the visit'), ('absent', 'nobody was met')], max_length=8)),
                        ('signer', accounts.sealing.SealedTextField(blank=True)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='accounts.company')),
                        ('grid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='supervision.grid')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to=settings.AUTH_USER_MODEL)),
                        ('planned', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='supervision.plannedvisit')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='PlanEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('how', models.CharField(choices=[('done', 'the visit took place'), ('declined', 'the company declined'), ('moved', 'the company left the grid'), ('handed-on', 'the member left the grid'), ('sooner', 'due earlier now')], max_length=10)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('planned', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='supervision.plannedvisit')),
                        ('visit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.visit')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='need',
                    name='visit',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='supervision.visit'),
                ),
                migrations.CreateModel(
                    name='VisitClue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', accounts.sealing.SealedTextField()),
                        ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clues', to='supervision.visit')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='VisitClueAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(choices=[('taken-up', 'Taken up as an inspection'), ('mended', 'Set aside: put right in the meantime'), ('elsewhere', "Set aside: another authority's"), ('groundless', 'Set aside: nothing in it')], max_length=10)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('clue', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='supervision.visitclue')),
                        ('inspection', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.companyinspection')),
                    ],
                ),
                migrations.CreateModel(
                    name='VisitFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('photo', 'photo'), ('signature', 'signature')], max_length=9)),
                        ('upload', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='supervision.visit')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Void',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('change', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='void', to='supervision.codechange')),
                        ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.objectiondecision')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='YearlyPlace',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField()),
                        ('turn', models.PositiveSmallIntegerField()),
                        ('limit', models.PositiveSmallIntegerField(help_text='how many its codes allowed when the place was taken')),
                        ('about', models.CharField(help_text='the number of the inspection', max_length=30, unique=True)),
                        ('exception', models.CharField(blank=True, help_text='the coded reason to go beyond the limit', max_length=20)),
                        ('taken_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='yearly_places', to='accounts.company')),
                    ],
                ),
                migrations.CreateModel(
                    name='ChosenItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=40)),
                        ('name_zh', models.CharField(max_length=80)),
                        ('name_en', models.CharField(max_length=80)),
                        ('basis', models.CharField(max_length=300)),
                        ('published_on', models.DateField()),
                        ('chosen_on', models.DateField(default=django.utils.timezone.localdate)),
                        ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='supervision.companyinspection')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('inspection', 'code'), name='item_chosen_once'), models.CheckConstraint(condition=models.Q(('published_on__lte', models.F('chosen_on'))), name='item_published_before_chosen')],
                    },
                ),
                migrations.AddIndex(
                    model_name='creditfact',
                    index=models.Index(fields=['company', '-happened_on'], name='supervision_company_3a4413_idx'),
                ),
                migrations.AddIndex(
                    model_name='creditfact',
                    index=models.Index(fields=['known_on'], name='supervision_known_o_e8c6d4_idx'),
                ),
                migrations.AddIndex(
                    model_name='creditfact',
                    index=models.Index(fields=['indicator', 'source'], name='supervision_indicat_696b54_idx'),
                ),
                migrations.AddConstraint(
                    model_name='creditfact',
                    constraint=models.UniqueConstraint(fields=('source', 'source_ref', 'indicator'), name='fact_known_once'),
                ),
                migrations.AddConstraint(
                    model_name='creditfact',
                    constraint=models.CheckConstraint(condition=models.Q(('magnitude__gt', 0)), name='fact_weighs_something'),
                ),
                migrations.AddConstraint(
                    model_name='creditfact',
                    constraint=models.CheckConstraint(condition=models.Q(('source__in', ['own', 'police', 'market', 'tax', 'insurance', 'credit-china', 'overload-control', 'platform', 'hotline'])), name='fact_of_a_known_source'),
                ),
                migrations.AddConstraint(
                    model_name='confirmation',
                    constraint=models.CheckConstraint(condition=models.Q(('by', models.F('proposed_by')), _negated=True), name='confirmed_by_a_second_person'),
                ),
                migrations.AddConstraint(
                    model_name='creditservice',
                    constraint=models.CheckConstraint(condition=models.Q(('way__in', ('agreed', 'opened')), models.Q(('proof', ''), _negated=True), _connector='OR'), name='supervision_creditservice_on_paper_is_shown'),
                ),
                migrations.AddConstraint(
                    model_name='draw',
                    constraint=models.CheckConstraint(condition=models.Q(('wanted__gt', 0)), name='draw_wants_somebody'),
                ),
                migrations.AddConstraint(
                    model_name='capture',
                    constraint=models.CheckConstraint(condition=models.Q(('minutes__lte', 1440)), name='taken_down_within_a_day'),
                ),
                migrations.AddConstraint(
                    model_name='encounteraside',
                    constraint=models.UniqueConstraint(fields=('key', 'seal', 'sender'), name='encounter_set_aside_once'),
                ),
                migrations.AddConstraint(
                    model_name='encounterservice',
                    constraint=models.CheckConstraint(condition=models.Q(('way__in', ('agreed', 'opened')), models.Q(('proof', ''), _negated=True), _connector='OR'), name='supervision_encounterservice_on_paper_is_shown'),
                ),
                migrations.AddConstraint(
                    model_name='enforcementcertificate',
                    constraint=models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='enforcement_certificate_lasts'),
                ),
                migrations.AddConstraint(
                    model_name='entry',
                    constraint=models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='two_officers_come'),
                ),
                migrations.AddConstraint(
                    model_name='entry',
                    constraint=models.CheckConstraint(condition=models.Q(('approval__isnull', False), models.Q(('urgent', True), ('approve_by__isnull', False)), _connector='OR'), name='never_entered_without_approval'),
                ),
                migrations.AddIndex(
                    model_name='factinquiry',
                    index=models.Index(fields=['company', 'registry', '-id'], name='supervision_company_e5e376_idx'),
                ),
                migrations.AddIndex(
                    model_name='grid',
                    index=models.Index(fields=['authority', 'kind', 'code'], name='supervision_authori_aebce0_idx'),
                ),
                migrations.AddIndex(
                    model_name='assignment',
                    index=models.Index(fields=['grid', 'company'], name='supervision_grid_id_4f5261_idx'),
                ),
                migrations.AddConstraint(
                    model_name='assignment',
                    constraint=models.UniqueConstraint(fields=('company', 'kind', 'turn'), name='one_grid_at_a_time'),
                ),
                migrations.AddConstraint(
                    model_name='gridend',
                    constraint=models.CheckConstraint(condition=models.Q(('into', models.F('grid')), _negated=True), name='grid_not_into_itself'),
                ),
                migrations.AddConstraint(
                    model_name='approval',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('by', models.F('first')), _negated=True), models.Q(('by', models.F('second')), _negated=True), models.Q(('by', models.F('drafted_by')), _negated=True)), name='who_approves_does_not_inspect'),
                ),
                migrations.AddConstraint(
                    model_name='approval',
                    constraint=models.CheckConstraint(condition=models.Q(('granted', True), models.Q(('words', ''), _negated=True), _connector='OR'), name='not_approved_with_reasons'),
                ),
                migrations.AddConstraint(
                    model_name='inspectionservice',
                    constraint=models.CheckConstraint(condition=models.Q(('way__in', ('agreed', 'opened')), models.Q(('proof', ''), _negated=True), _connector='OR'), name='supervision_inspectionservice_on_paper_is_shown'),
                ),
                migrations.AddIndex(
                    model_name='lastasked',
                    index=models.Index(fields=['on', 'id'], name='supervision_on_1c2ff0_idx'),
                ),
                migrations.AddConstraint(
                    model_name='modeledition',
                    constraint=models.UniqueConstraint(fields=('sector', 'number'), name='one_model_per_edition'),
                ),
                migrations.AddConstraint(
                    model_name='modelrelease',
                    constraint=models.CheckConstraint(condition=models.Q(('by', models.F('written_by')), _negated=True), name='modelrelease_is_by_a_second_person'),
                ),
                migrations.AddConstraint(
                    model_name='nopenaltyedition',
                    constraint=models.UniqueConstraint(fields=('number',), name='one_nopenaltyedition_per_number'),
                ),
                migrations.AddConstraint(
                    model_name='nopenaltyrelease',
                    constraint=models.CheckConstraint(condition=models.Q(('by', models.F('written_by')), _negated=True), name='nopenaltyrelease_is_by_a_second_person'),
                ),
                migrations.AddConstraint(
                    model_name='objectiondecision',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('proposed_by__isnull', True), models.Q(('by', models.F('proposed_by')), _negated=True), _connector='OR'), models.Q(('confirmed_by__isnull', True), models.Q(('by', models.F('confirmed_by')), _negated=True), _connector='OR')), name='objection_decided_by_somebody_else'),
                ),
                migrations.AddIndex(
                    model_name='outcome',
                    index=models.Index(fields=['way', 'entry'], name='supervision_way_a33fa2_idx'),
                ),
                migrations.AddConstraint(
                    model_name='outcome',
                    constraint=models.CheckConstraint(condition=models.Q(('is_excluded', False), ('way', 'ordinary'), _connector='OR'), name='excluded_acts_go_the_ordinary_way'),
                ),
                migrations.AddConstraint(
                    model_name='outcome',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('way', 'released'), _negated=True), models.Q(('found', 'valid'), ('guidance__isnull', False)), _connector='OR'), name='released_in_force_with_guidance'),
                ),
                migrations.AddConstraint(
                    model_name='outcome',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('way', 'curing'), _negated=True), models.Q(('due_on__isnull', False), ('found', 'curable'), ('guidance__isnull', False)), _connector='OR'), name='cured_by_a_day'),
                ),
                migrations.AddConstraint(
                    model_name='outcome',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('way', 'noted'), _negated=True), models.Q(('due_on__isnull', False), ('found__in', ['unknown', 'silent']), ('guidance__isnull', False)), _connector='OR'), name='noted_and_checked_by_a_day'),
                ),
                migrations.AddConstraint(
                    model_name='outcome',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('way', 'spared'), _negated=True), models.Q(models.Q(('entry', ''), _negated=True), ('conditions__gte', 1), ('due_on__isnull', False), ('is_signed', True), ('promise__isnull', False)), _connector='OR'), name='spared_by_an_entry_promised_and_decided_by_a_day'),
                ),
                migrations.AddConstraint(
                    model_name='followup',
                    constraint=models.CheckConstraint(condition=models.Q(('by__isnull', False), ('known_by', 'registry'), _connector='OR'), name='a_timer_knows_by_registry'),
                ),
                migrations.AddConstraint(
                    model_name='followup',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision__isnull', False), ('how', 'spared')), models.Q(models.Q(('how', 'spared'), _negated=True), ('decision__isnull', True)), _connector='OR'), name='not_punished_by_a_decision_alone'),
                ),
                migrations.AddConstraint(
                    model_name='followup',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('how__in', ['spared', 'declined']), ('known_by', 'head')), models.Q(('how__in', ['spared', 'declined']), ('known_by', 'head'), _connector='OR', _negated=True), _connector='OR'), name='what_is_proposed_the_head_decides'),
                ),
                migrations.AddIndex(
                    model_name='placeasked',
                    index=models.Index(fields=['authority', 'at'], name='supervision_authori_8f166c_idx'),
                ),
                migrations.AddConstraint(
                    model_name='placeasked',
                    constraint=models.CheckConstraint(condition=models.Q(('granted', True), models.Q(('taken__gte', models.F('limit')), ('exception', '')), _connector='OR'), name='refused_only_for_the_limit'),
                ),
                migrations.AddIndex(
                    model_name='plannedvisit',
                    index=models.Index(fields=['member', 'due_on'], name='supervision_member__4d0c17_idx'),
                ),
                migrations.AddIndex(
                    model_name='plannedvisit',
                    index=models.Index(fields=['grid', 'due_on'], name='supervision_grid_id_1b1261_idx'),
                ),
                migrations.AddConstraint(
                    model_name='plannedvisit',
                    constraint=models.UniqueConstraint(fields=('company', 'kind', 'turn'), name='one_planned_visit_at_a_time'),
                ),
                migrations.AddConstraint(
                    model_name='platformnumber',
                    constraint=models.CheckConstraint(condition=models.Q(('number', ''), _negated=True), name='platform_gave_a_number'),
                ),
                migrations.AddIndex(
                    model_name='pledge',
                    index=models.Index(fields=['officer', '-valid_to'], name='supervision_officer_c24b4d_idx'),
                ),
                migrations.AddConstraint(
                    model_name='pledge',
                    constraint=models.CheckConstraint(condition=models.Q(('valid_to__gt', models.F('signed_on'))), name='a_pledge_lasts'),
                ),
                migrations.AddIndex(
                    model_name='encounter',
                    index=models.Index(fields=['authority', '-id'], name='supervision_authori_d36331_idx'),
                ),
                migrations.AddIndex(
                    model_name='encounter',
                    index=models.Index(fields=['opened_at'], name='supervision_opened__2b0b04_idx'),
                ),
                migrations.AddIndex(
                    model_name='encounter',
                    index=models.Index(fields=['authority', 'end_by'], name='supervision_authori_67eadb_idx'),
                ),
                migrations.AddConstraint(
                    model_name='encounter',
                    constraint=models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='two_officers_meet'),
                ),
                migrations.AddConstraint(
                    model_name='encounter',
                    constraint=models.CheckConstraint(condition=models.Q(('first_pledge', models.F('second_pledge')), _negated=True), name='each_officer_has_pledged'),
                ),
                migrations.AddIndex(
                    model_name='probe',
                    index=models.Index(fields=['application', 'material', 'key_digest', '-id'], name='supervision_applica_facff1_idx'),
                ),
                migrations.AddConstraint(
                    model_name='failingend',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('how__in', ['stands', 'broken']), _negated=True), models.Q(('by__isnull', False), models.Q(('words', ''), _negated=True)), _connector='OR'), name='verifier_answers_in_words'),
                ),
                migrations.AddConstraint(
                    model_name='failingend',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('how', 'mended'), _negated=True), ('probe__isnull', False), _connector='OR'), name='mended_is_proved'),
                ),
                migrations.AddConstraint(
                    model_name='failing',
                    constraint=models.UniqueConstraint(fields=('application', 'material', 'key_digest', 'nth'), name='one_failing_at_a_time_of_a_promise'),
                ),
                migrations.AddConstraint(
                    model_name='failing',
                    constraint=models.CheckConstraint(condition=models.Q(('mend_until__gte', models.F('found_on'))), name='failing_gives_time'),
                ),
                migrations.AddConstraint(
                    model_name='programmeedition',
                    constraint=models.UniqueConstraint(fields=('number',), name='one_programmeedition_per_number'),
                ),
                migrations.AddConstraint(
                    model_name='programmerelease',
                    constraint=models.CheckConstraint(condition=models.Q(('by', models.F('written_by')), _negated=True), name='programmerelease_is_by_a_second_person'),
                ),
                migrations.AddConstraint(
                    model_name='proof',
                    constraint=models.UniqueConstraint(fields=('outcome', 'code'), name='each_condition_proved_once'),
                ),
                migrations.AddConstraint(
                    model_name='rating',
                    constraint=models.CheckConstraint(condition=models.Q(('stars__gte', 1), ('stars__lte', 5)), name='one_to_five_stars'),
                ),
                migrations.AddConstraint(
                    model_name='record',
                    constraint=models.UniqueConstraint(fields=('inspection', 'turn'), name='one_record_a_turn'),
                ),
                migrations.AddConstraint(
                    model_name='record',
                    constraint=models.CheckConstraint(condition=models.Q(('signed_words', ''), _negated=True), name='who_signed_or_why_not'),
                ),
                migrations.AddConstraint(
                    model_name='recordanswer',
                    constraint=models.CheckConstraint(condition=models.Q(('by', models.F('written_by')), _negated=True), name='record_confirmed_by_the_other'),
                ),
                migrations.AddConstraint(
                    model_name='repairextension',
                    constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('was')), models.Q(('reasons', ''), _negated=True)), name='longer_with_reasons'),
                ),
                migrations.AddConstraint(
                    model_name='replacement',
                    constraint=models.UniqueConstraint(fields=('draw', 'key', 'out'), name='replaced_once'),
                ),
                migrations.AddConstraint(
                    model_name='replacement',
                    constraint=models.UniqueConstraint(fields=('draw', 'key', 'into'), name='steps_in_once'),
                ),
                migrations.AddConstraint(
                    model_name='replacement',
                    constraint=models.CheckConstraint(condition=models.Q(('out', models.F('into')), _negated=True), name='replaced_by_somebody_else'),
                ),
                migrations.AddConstraint(
                    model_name='reply',
                    constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='reply_says_something'),
                ),
                migrations.AddConstraint(
                    model_name='result',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'rectify'), ('rectify_by__isnull', False)), models.Q(models.Q(('outcome', 'rectify'), _negated=True), ('rectify_by__isnull', True)), _connector='OR'), name='an_order_to_rectify_has_a_day'),
                ),
                migrations.AddIndex(
                    model_name='reviewedvehicle',
                    index=models.Index(fields=['authority', 'due_on'], name='supervision_authori_d3f28b_idx'),
                ),
                migrations.AddIndex(
                    model_name='reviewedvehicle',
                    index=models.Index(fields=['company', 'due_on'], name='supervision_company_3c0542_idx'),
                ),
                migrations.AddIndex(
                    model_name='reviewedvehicle',
                    index=models.Index(condition=models.Q(('is_standing', True)), fields=['test_due_on'], name='tests_of_vehicles'),
                ),
                migrations.AddConstraint(
                    model_name='reviewrequest',
                    constraint=models.UniqueConstraint(fields=('vehicle', 'due_on', 'nth'), name='one_review_asked_for_at_a_time'),
                ),
                migrations.AddConstraint(
                    model_name='reviewresult',
                    constraint=models.CheckConstraint(condition=models.Q(('by__isnull', True), models.Q(('words', ''), _negated=True), _connector='OR'), name='person_reviews_in_words'),
                ),
                migrations.AddConstraint(
                    model_name='reviewresult',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'failed'), _negated=True), ('by__isnull', False), _connector='OR'), name='no_rule_fails_it'),
                ),
                migrations.AddConstraint(
                    model_name='seat',
                    constraint=models.UniqueConstraint(condition=models.Q(('role', 'chief')), fields=('grid', 'turn'), name='one_chief_at_a_time'),
                ),
                migrations.AddConstraint(
                    model_name='seat',
                    constraint=models.UniqueConstraint(condition=models.Q(('role', 'member')), fields=('grid', 'person', 'turn'), name='one_seat_of_a_member_at_a_time'),
                ),
                migrations.AddConstraint(
                    model_name='setaside',
                    constraint=models.UniqueConstraint(fields=('key', 'seal', 'sender'), name='set_aside_once'),
                ),
                migrations.AddIndex(
                    model_name='subject',
                    index=models.Index(fields=['authority', 'colour', 'id'], name='supervision_authori_53f51c_idx'),
                ),
                migrations.AddIndex(
                    model_name='subject',
                    index=models.Index(fields=['authority', 'sector'], name='supervision_authori_eb3005_idx'),
                ),
                migrations.AddConstraint(
                    model_name='subject',
                    constraint=models.UniqueConstraint(fields=('company', 'sector'), name='one_code_per_company_and_sector'),
                ),
                migrations.AddConstraint(
                    model_name='objection',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('change__isnull', False), ('fact__isnull', True)), models.Q(('change__isnull', True), ('fact__isnull', False)), _connector='OR'), name='objection_is_against_one_thing'),
                ),
                migrations.AddConstraint(
                    model_name='objection',
                    constraint=models.UniqueConstraint(fields=('change',), name='one_objection_per_change'),
                ),
                migrations.AddConstraint(
                    model_name='objection',
                    constraint=models.UniqueConstraint(fields=('fact',), name='one_objection_per_fact'),
                ),
                migrations.AddConstraint(
                    model_name='drawobject',
                    constraint=models.UniqueConstraint(fields=('draw', 'key'), name='one_key_per_draw'),
                ),
                migrations.AddConstraint(
                    model_name='drawobject',
                    constraint=models.UniqueConstraint(fields=('draw', 'subject'), name='listed_once_per_draw'),
                ),
                migrations.AddConstraint(
                    model_name='drawobject',
                    constraint=models.CheckConstraint(condition=models.Q(('exempt', ''), ('weight', 0), _connector='OR'), name='exempt_is_never_drawn'),
                ),
                migrations.AddIndex(
                    model_name='companyinspection',
                    index=models.Index(fields=['authority', '-id'], name='supervision_authori_3887dd_idx'),
                ),
                migrations.AddIndex(
                    model_name='companyinspection',
                    index=models.Index(fields=['company', '-id'], name='supervision_company_60881d_idx'),
                ),
                migrations.AddConstraint(
                    model_name='companyinspection',
                    constraint=models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='two_officers_are_planned'),
                ),
                migrations.AddConstraint(
                    model_name='companyinspection',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', 'draw'), ('drawn__isnull', False)), models.Q(models.Q(('source', 'draw'), _negated=True), ('drawn__isnull', True)), _connector='OR'), name='drawn_ones_keep_their_draw'),
                ),
                migrations.AddConstraint(
                    model_name='companyinspection',
                    constraint=models.CheckConstraint(condition=models.Q(('urgent', False), models.Q(('source__in', ['plan', 'draw']), _negated=True), _connector='OR'), name='routine_is_never_urgent'),
                ),
                migrations.AddIndex(
                    model_name='codechange',
                    index=models.Index(fields=['subject', '-id'], name='supervision_subject_962ea4_idx'),
                ),
                migrations.AddConstraint(
                    model_name='codechange',
                    constraint=models.CheckConstraint(condition=models.Q(('was', models.F('becomes')), _negated=True), name='change_changes_the_colour'),
                ),
                migrations.AddIndex(
                    model_name='assessment',
                    index=models.Index(fields=['subject', '-id'], name='supervision_subject_25c744_idx'),
                ),
                migrations.AddIndex(
                    model_name='assessment',
                    index=models.Index(fields=['on', 'occasion'], name='supervision_on_849ead_idx'),
                ),
                migrations.AddConstraint(
                    model_name='assessment',
                    constraint=models.UniqueConstraint(condition=models.Q(('occasion', 'confirming'), _negated=True), fields=('subject', 'on', 'occasion'), name='assessed_once_a_day'),
                ),
                migrations.AddIndex(
                    model_name='visit',
                    index=models.Index(fields=['company', 'on'], name='supervision_company_3b1e9e_idx'),
                ),
                migrations.AddIndex(
                    model_name='visit',
                    index=models.Index(fields=['grid', 'on'], name='supervision_grid_id_d25bc9_idx'),
                ),
                migrations.AddConstraint(
                    model_name='visit',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'signed'), _negated=True), models.Q(('signer', ''), _negated=True), _connector='OR'), name='a_signed_visit_names_who_signed'),
                ),
                migrations.AddConstraint(
                    model_name='need',
                    constraint=models.UniqueConstraint(fields=('visit', 'number'), name='each_need_of_a_visit_once'),
                ),
                migrations.AddIndex(
                    model_name='visitclue',
                    index=models.Index(fields=['authority', '-id'], name='supervision_authori_415d0b_idx'),
                ),
                migrations.AddConstraint(
                    model_name='visitclueanswer',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('inspection__isnull', False), ('reason', 'taken-up')), models.Q(models.Q(('reason', 'taken-up'), _negated=True), ('inspection__isnull', True)), _connector='OR'), name='a_clue_is_taken_up_by_an_inspection'),
                ),
                migrations.AddIndex(
                    model_name='yearlyplace',
                    index=models.Index(fields=['year', 'company'], name='supervision_year_430b25_idx'),
                ),
                migrations.AddConstraint(
                    model_name='yearlyplace',
                    constraint=models.UniqueConstraint(fields=('company', 'year', 'turn'), name='one_visit_per_place_of_the_year'),
                ),
                migrations.AddConstraint(
                    model_name='yearlyplace',
                    constraint=models.CheckConstraint(condition=models.Q(('turn__gte', 1)), name='places_count_from_one'),
                ),
                migrations.AddConstraint(
                    model_name='yearlyplace',
                    constraint=models.CheckConstraint(condition=models.Q(('turn__lte', models.F('limit')), models.Q(('exception', ''), _negated=True), _connector='OR'), name='never_beyond_the_limit'),
                ),
            ],
        ),
    ]
