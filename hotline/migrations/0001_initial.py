import accounts.sealed_files
import accounts.sealing
import accounts.typed.searching
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import hotline.tickets.models
import trail.first_tables
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('materials', '0001_initial'),
        ('post', '0001_initial'),
        ('viewflow', '0015_task_scheduled'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        trail.first_tables.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Call',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('exchange', models.CharField(help_text='code of the exchange', max_length=16)),
                        ('reference', models.CharField(help_text="the exchange's number of the call", max_length=60)),
                        ('number', accounts.sealing.SealedTextField(blank=True, help_text='of the caller; none: it was withheld')),
                        ('number_digest', accounts.sealing.BlindIndexField(blank=True, max_length=64)),
                        ('line', models.CharField(blank=True, help_text='that was called', max_length=20)),
                        ('started_at', models.DateTimeField(help_text="by the exchange's clock")),
                        ('heard_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='accounts.authority')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Demand',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=20, unique=True)),
                        ('edition', models.CharField(help_text='of the chain', max_length=20)),
                        ('kind', models.CharField(help_text="as a ticket's", max_length=16)),
                        ('theme', models.CharField(max_length=24)),
                        ('words', accounts.sealing.SealedTextField()),
                        ('name', accounts.sealing.SealedTextField(blank=True)),
                        ('phone', accounts.sealing.SealedTextField(blank=True)),
                        ('phone_digest', accounts.sealing.BlindIndexField(blank=True, help_text='to count persons by', max_length=64)),
                        ('code', accounts.sealing.SealedTextField(help_text='with which the driver reads the answer')),
                        ('code_digest', accounts.sealing.BlindIndexField(max_length=64, unique=True)),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='LookedAt',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ticket', models.PositiveBigIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name='Ticket',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=40, unique=True)),
                        ('edition', models.CharField(help_text='of the rulebook', max_length=20)),
                        ('channel', models.CharField(max_length=16)),
                        ('external', models.CharField(blank=True, help_text='number of 12345, the ministry or a platform', max_length=60)),
                        ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('kind', models.CharField(help_text='consultation, suggestion, complaint', max_length=16)),
                        ('area', models.CharField(max_length=20)),
                        ('theme', models.CharField(max_length=24)),
                        ('urgency', models.CharField(max_length=12)),
                        ('is_driver', models.BooleanField(default=True)),
                        ('place', models.CharField(blank=True, max_length=200)),
                        ('happened_on', models.DateField(null=True)),
                        ('against', models.CharField(choices=[('company', 'a company'), ('platform', 'a platform'), ('unit', 'a unit or its officers'), ('shipper', 'a shipper or receiver'), ('road', 'a road'), ('station', 'a station or yard'), ('other', 'something else')], max_length=10)),
                        ('object_name', models.CharField(blank=True, max_length=120)),
                        ('object_key', models.CharField(blank=True, help_text='by which the same object is known again', max_length=140)),
                        ('facts', models.TextField()),
                        ('wish', models.CharField(blank=True, max_length=500)),
                        ('amount', models.DecimalField(decimal_places=2, help_text='yuan in dispute', max_digits=12, null=True)),
                        ('grave', models.BooleanField(default=False, help_text='injury, crowd or media: the leader is told at once (F-10.11)')),
                        ('recording', models.CharField(blank=True, help_text='reference of the recording, never the recording', max_length=80)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='accounts.authority')),
                        ('company', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='accounts.company')),
                        ('division', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.division')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='AnswerVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('question', models.CharField(max_length=200)),
                        ('also_asked', models.TextField(blank=True, help_text='the same as people say it, one a line')),
                        ('answer', models.TextField()),
                        ('basis', models.CharField(max_length=300)),
                        ('to_confirm', models.CharField(blank=True, help_text='what of the basis a lawyer has still to confirm; shown to officials only', max_length=300)),
                        ('valid_to', models.DateField(db_index=True)),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['entry', 'number'],
                    },
                ),
                migrations.CreateModel(
                    name='Branch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(help_text='whose hotline', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.division')),
                    ],
                    options={
                        'ordering': ['name', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Bulletin',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('daily', 'Daily monitoring'), ('weekly', 'Weekly bulletin'), ('monthly', 'Monthly review')], max_length=8)),
                        ('since', models.DateField()),
                        ('until', models.DateField()),
                        ('edition', models.PositiveSmallIntegerField(default=1)),
                        ('reason', models.CharField(blank=True, help_text='why it was counted anew', max_length=500)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulletins', to='accounts.authority')),
                        ('made_by', models.ForeignKey(help_text='nobody: a timer', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('restates', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restated', to='hotline.bulletin')),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='BulletinFigure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('group', models.CharField(choices=[('whole', 'Together'), ('county', 'By county'), ('unit', 'By unit'), ('platform', 'By platform'), ('object', 'Objects complained of again and again'), ('measure', 'Measures')], max_length=8)),
                        ('key', models.CharField(blank=True, help_text='division, desk, object, number of a measure', max_length=140)),
                        ('label', models.CharField(blank=True, help_text='what it was called then', max_length=160)),
                        ('code', models.CharField(help_text='of the figure', max_length=40)),
                        ('number', models.PositiveIntegerField(help_text='none: nobody counts it yet', null=True)),
                        ('of', models.PositiveIntegerField(null=True)),
                        ('tickets', models.JSONField(default=dict, help_text='{"counted": [...], "of": [...]}: the keys of the tickets behind')),
                        ('state', models.CharField(blank=True, help_text='of a measure', max_length=9)),
                        ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='hotline.bulletin')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='BulletinRelease',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=60, unique=True)),
                        ('good', models.CharField(blank=True, help_text='a case that went well', max_length=500)),
                        ('bad', models.CharField(blank=True, help_text='a case that went badly', max_length=500)),
                        ('dated', models.DateField(default=django.utils.timezone.localdate)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('bulletin', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='hotline.bulletin')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CallStanding',
                    fields=[
                        ('call', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='standing', serialize=False, to='hotline.call')),
                        ('outcome', models.CharField(blank=True, help_text='none: it may wait, its rows say where it stands', max_length=10)),
                    ],
                ),
                migrations.CreateModel(
                    name='CallDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('values', accounts.sealing.SealedJSONField(default=dict)),
                        ('version', models.PositiveIntegerField(default=0, help_text='counts what was saved')),
                        ('page', models.CharField(blank=True, help_text='the page it was typed on last', max_length=32)),
                        ('turn', models.PositiveBigIntegerField(default=0, help_text='how far that page had come')),
                        ('saved_at', models.DateTimeField(auto_now=True)),
                        ('call', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hotline.call')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='CallForgotten',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.CharField(max_length=20)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='forgotten', to='hotline.call')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CallReturned',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reached', models.BooleanField()),
                        ('words', models.CharField(blank=True, max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='hotline.call')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CallSettled',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.CharField(max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='settled', to='hotline.call')),
                    ],
                ),
                migrations.CreateModel(
                    name='CallWord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('started', 'it rang'), ('answered', 'a person answered'), ('ended', 'it ended'), ('recording', 'its recording has a reference')], max_length=10)),
                        ('at', models.DateTimeField(help_text="by the exchange's clock")),
                        ('account', models.CharField(blank=True, help_text='of the agent, as the exchange names it', max_length=60)),
                        ('recording', models.CharField(blank=True, help_text='reference of the recording, never the recording', max_length=80)),
                        ('digest', models.CharField(help_text='by which the same message is known again', max_length=64)),
                        ('heard_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('agent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='hotline.call')),
                    ],
                    options={
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CareApplication',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code_digest', accounts.sealing.BlindIndexField(help_text='of the code its state is read by', max_length=64, unique=True)),
                        ('name', accounts.sealing.SealedTextField()),
                        ('id_number', accounts.sealing.SealedTextField()),
                        ('id_digest', accounts.sealing.BlindIndexField(max_length=64)),
                        ('phone', accounts.sealing.SealedTextField()),
                        ('work', models.CharField(choices=[('self', 'self-employed'), ('company', 'employed by a company'), ('platform', 'through a platform')], max_length=8)),
                        ('ground', models.CharField(choices=[('illness', 'serious illness in the family'), ('accident', 'accident on the road'), ('disaster', 'fire, flood or other disaster'), ('low-income', 'low income, on the lists of civil affairs or the union'), ('none', 'no hardship needed')], max_length=10)),
                        ('words', accounts.sealing.SealedTextField(blank=True)),
                        ('origin', models.CharField(choices=[('self', 'applied for by the driver'), ('branch', 'nominated by a party branch or a union'), ('company', 'nominated by a company'), ('grid', 'nominated by a grid member')], max_length=7)),
                        ('has_consent', models.BooleanField(help_text='of the driver: look-ups, publicity with a masked name')),
                        ('applied_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('applied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('company', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.company')),
                        ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.division')),
                        ('proofs', models.ManyToManyField(related_name='+', to='materials.upload')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CareCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_eligible', models.BooleanField()),
                        ('words', models.CharField(max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='check_result', to='hotline.careapplication')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='CareGrant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('aid', 'hardship aid'), ('goods', 'goods'), ('health', 'check-up'), ('insurance', 'mutual insurance'), ('rest', 'rest and meals on the way'), ('legal', 'legal help')], max_length=9)),
                        ('id_digest', accounts.sealing.BlindIndexField(max_length=64)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=12)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='grant', to='hotline.careapplication')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('checked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ChainSeat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('node', models.CharField(max_length=12)),
                        ('offered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('branch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='hotline.branch')),
                        ('offered_by', models.ForeignKey(help_text='the demo', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Whereabouts',
                    fields=[
                        ('demand', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='whereabouts', serialize=False, to='hotline.demand')),
                        ('node', models.CharField(max_length=12)),
                        ('is_answered', models.BooleanField(default=False)),
                        ('look_at', models.DateTimeField(null=True)),
                    ],
                ),
                migrations.AddField(
                    model_name='demand',
                    name='branch',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='demands', to='hotline.branch'),
                ),
                migrations.CreateModel(
                    name='DemandAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('node', models.CharField(max_length=12)),
                        ('words', accounts.sealing.SealedTextField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(help_text='none: the ticket', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('demand', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='hotline.demand')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Desk',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=40, unique=True)),
                        ('name', models.CharField(max_length=80)),
                        ('kind', models.CharField(choices=[('centre', 'hotline centre'), ('licensing', 'licensing'), ('enforcement', 'enforcement'), ('oversight', 'supervision of enforcement'), ('highway', 'highways'), ('county', 'county bureau'), ('platform', 'platform company'), ('other', 'other body')], max_length=12)),
                        ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(help_text='whose hotline transfers to it', on_delete=django.db.models.deletion.PROTECT, related_name='desks', to='accounts.authority')),
                        ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['kind', 'name'],
                    },
                ),
                migrations.CreateModel(
                    name='DeskEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.CharField(max_length=200)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('desk', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='hotline.desk')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='DeskSeat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('handler', 'handler'), ('head', 'head of the unit'), ('headquarters', 'headquarters desk'), ('city', 'city contact')], max_length=12)),
                        ('since', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='hotline.desk')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='desk_seats', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='DeskSeatEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('seat', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='hotline.deskseat')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Gram',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('gram', models.CharField(max_length=24)),
                        ('weight', models.PositiveSmallIntegerField()),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grams', to='hotline.answerversion')),
                    ],
                ),
                migrations.CreateModel(
                    name='GrantEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('grant', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='hotline.caregrant')),
                    ],
                ),
                migrations.CreateModel(
                    name='HandedDown',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('nth', models.PositiveSmallIntegerField()),
                        ('node', models.CharField(max_length=12)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handed_down', to='hotline.demandanswer')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='HandOver',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('way', models.CharField(choices=[('bank', 'by bank transfer'), ('goods', 'in hand, against a signature'), ('attended', 'attended')], max_length=8)),
                        ('on', models.DateField()),
                        ('reference', models.CharField(blank=True, help_text='of the bank', max_length=60)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('grant', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='hand_over', to='hotline.caregrant')),
                        ('photo', models.ForeignKey(help_text='of the goods', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                        ('signature', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                    ],
                ),
                migrations.CreateModel(
                    name='HardshipLookUp',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('registry', models.CharField(max_length=60)),
                        ('outcome', models.CharField(max_length=12)),
                        ('reason', models.CharField(blank=True, max_length=60)),
                        ('source_version', models.CharField(blank=True, max_length=60)),
                        ('answer_digest', models.CharField(blank=True, max_length=64)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('asked_by', models.CharField(max_length=60)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='look_ups', to='hotline.careapplication')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Hop',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('nth', models.PositiveSmallIntegerField()),
                        ('node', models.CharField(max_length=12)),
                        ('how', models.CharField(choices=[('entered', 'told here'), ('passed', 'passed on'), ('by-time', 'moved on automatically: nobody answered in time')], max_length=8)),
                        ('note', accounts.sealing.SealedTextField(blank=True)),
                        ('due_on', models.DateField(help_text='its last day; none at the regulator, or the calendar is missing', null=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('demand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hops', to='hotline.demand')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='InsuranceCase',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code_digest', accounts.sealing.BlindIndexField(max_length=64, unique=True)),
                        ('owner', accounts.sealing.SealedTextField()),
                        ('phone', accounts.sealing.SealedTextField()),
                        ('plate', accounts.sealing.SealedTextField()),
                        ('plate_digest', accounts.sealing.BlindIndexField(db_index=True, max_length=64)),
                        ('drive', models.CharField(choices=[('battery', 'battery'), ('swap', 'battery that is swapped'), ('hybrid', 'plug-in hybrid'), ('hydrogen', 'fuel cell'), ('fuel', 'diesel or gas')], max_length=8)),
                        ('use', models.CharField(choices=[('general', 'general freight'), ('muck', 'muck and building material'), ('tank', 'tank'), ('city', 'city delivery')], max_length=8)),
                        ('gross_mass', models.PositiveIntegerField(help_text='in kg')),
                        ('first_year', models.PositiveSmallIntegerField(help_text='first registered')),
                        ('claims', models.PositiveSmallIntegerField(help_text='in the last three years')),
                        ('cover', models.CharField(choices=[('compulsory', 'compulsory cover'), ('third-party', 'third-party liability'), ('damage', 'damage to the vehicle'), ('carrier', 'liability of the carrier')], max_length=11)),
                        ('wanted', models.PositiveIntegerField(help_text='sum insured in yuan', null=True)),
                        ('last_premium', models.DecimalField(decimal_places=2, max_digits=10, null=True)),
                        ('policy_end', models.DateField(null=True)),
                        ('wish_on', models.DateField(null=True)),
                        ('edition', models.CharField(help_text='of the days', max_length=20)),
                        ('send_by', models.DateField(null=True)),
                        ('offer_by', models.DateField(null=True)),
                        ('settle_by', models.DateField(db_index=True, null=True)),
                        ('reported_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('company', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.company')),
                        ('reported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='InsuranceLetter',
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
                        ('about', models.CharField(db_index=True, max_length=40)),
                        ('kind', models.CharField(choices=[('insurance-clue', 'Clue to the regulator'), ('insurance-list', 'List to the association')], max_length=20)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Insurer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80, unique=True)),
                        ('contact', models.CharField(blank=True, max_length=100)),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='InsurerAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('asked_on', models.DateField()),
                        ('answered_on', models.DateField(default=django.utils.timezone.localdate, help_text='the day it said so, whenever that was noted')),
                        ('channel', models.CharField(choices=[('online', 'on line'), ('offline', 'at the counter or by phone'), ('association', 'through the association')], max_length=11)),
                        ('answer', models.CharField(choices=[('quote', 'quote'), ('refused', 'refused by the insurer'), ('silent', 'no answer')], max_length=7)),
                        ('reason', models.CharField(blank=True, choices=[('age', 'age of the vehicle'), ('no-history', 'no claims history'), ('use', 'use of the vehicle'), ('battery', 'its battery'), ('quota', 'quota of the branch'), ('price', 'price'), ('other', 'other')], max_length=10)),
                        ('premium', models.DecimalField(decimal_places=2, max_digits=10, null=True)),
                        ('words', models.CharField(blank=True, help_text='who said what', max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='hotline.insurancecase')),
                        ('evidence', models.ManyToManyField(related_name='+', to='materials.upload')),
                        ('insurer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='hotline.insurer')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CaseStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.CharField(choices=[('sent', 'sent to the association of insurers'), ('regulator', 'clue to the regulator: compulsory cover refused'), ('platform', 'to the platform 车险好投保'), ('meeting', 'to the monthly meeting'), ('insured', 'insured'), ('declined', 'declined by the owner')], max_length=9)),
                        ('words', models.CharField(blank=True, max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='hotline.insurancecase')),
                        ('answer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.insureranswer')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='InsurerAsked',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('asked_on', models.DateField()),
                        ('channel', models.CharField(choices=[('online', 'on line'), ('offline', 'at the counter or by phone'), ('association', 'through the association')], max_length=11)),
                        ('days', models.PositiveSmallIntegerField(help_text='working days it has')),
                        ('answer_by', models.DateField(help_text='nobody knows: the calendar of its year is not entered', null=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='hotline.insurancecase')),
                        ('insurer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='hotline.insurer')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='InsuranceDue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('what', models.CharField(choices=[('send', 'to be sent to the association'), ('offer', 'a quote or an answer of an insurer'), ('settle', 'to be settled'), ('urgent', 'the policy ends within days'), ('answer', 'an insurer that was asked answers')], max_length=6)),
                        ('look_on', models.DateField(null=True)),
                        ('looked_at', models.DateTimeField(null=True)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dues', to='hotline.insurancecase')),
                        ('asked', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='due', to='hotline.insurerasked')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='InsurerPledge',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField()),
                        ('channels', models.CharField(max_length=200)),
                        ('contact', models.CharField(max_length=100)),
                        ('answer_days', models.PositiveSmallIntegerField(help_text='working days in which it promised to answer', null=True)),
                        ('signed_on', models.DateField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('insurer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='hotline.insurer')),
                    ],
                    options={
                        'ordering': ['-signed_on', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='InsurerLate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('asked', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='late', to='hotline.insurerasked')),
                        ('breaks', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='late_answers', to='hotline.insurerpledge')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='insurerasked',
                    name='pledge',
                    field=models.ForeignKey(help_text='which promised these days', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.insurerpledge'),
                ),
                migrations.AddField(
                    model_name='insureranswer',
                    name='breaks',
                    field=models.ForeignKey(help_text='the pledge it breaks', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='breaches', to='hotline.insurerpledge'),
                ),
                migrations.CreateModel(
                    name='Interview',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('month', models.DateField(help_text='its first day')),
                        ('edition', models.CharField(help_text='of the triggers', max_length=20)),
                        ('grounds', models.JSONField(help_text='[{"code", "number", "of"}], as they were')),
                        ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('bulletin', models.ForeignKey(help_text='none: by what was broken', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='hotline.bulletin')),
                        ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='hotline.desk')),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='InterviewLetter',
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
                        ('about', models.CharField(db_index=True, max_length=40)),
                        ('kind', models.CharField(choices=[('interview-notice', 'Notice of an interview')], max_length=20)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='InterviewPromise',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.CharField(max_length=300)),
                        ('due', models.DateField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('interview', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='hotline.interview')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='InterviewReminder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('interview', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reminder', to='hotline.interview')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='InterviewService',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('way', models.CharField(choices=[('agreed', 'Electronically, as agreed'), ('opened', 'Opened in the portal by the addressee'), ('in-person', 'Handed over in person'), ('post', 'By post, with acknowledgement of receipt'), ('left', 'Left at the address before witnesses'), ('notice', 'By public notice, its period over')], max_length=9)),
                        ('served_on', models.DateField(db_index=True)),
                        ('proof', models.CharField(blank=True, help_text='number of the post, who signed, witnesses, notice', max_length=200)),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('acknowledgement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='service', to='hotline.interviewletter')),
                        ('recorded_by', models.ForeignKey(help_text='nobody: the portal, as agreed', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='InterviewStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('nth', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(choices=[('approved', 'approved'), ('turned-down', 'turned down'), ('served', 'notice written'), ('held', 'held'), ('released', 'released: promises kept'), ('escalated', 'escalated')], max_length=12)),
                        ('words', models.TextField(blank=True, help_text='reasons, or the minutes')),
                        ('meets_at', models.DateTimeField(help_text='of a notice', null=True)),
                        ('place', models.CharField(blank=True, help_text='of a notice', max_length=120)),
                        ('present', models.CharField(blank=True, help_text='of minutes: who was there', max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('interview', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='hotline.interview')),
                        ('letter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.interviewletter')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='KnowledgeEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=40, unique=True)),
                        ('topic', models.CharField(choices=[('licence', 'Licences, certificates, yearly review'), ('pay', 'Freight that is not paid'), ('enforcement', 'Inspections and penalties'), ('overload', 'Overload control'), ('passage', 'Tolls, green channel, closed roads'), ('platform', 'Freight platforms'), ('insurance', 'Insurance'), ('care', 'Help for drivers'), ('hotline', 'How the hotline works')], max_length=20)),
                        ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'knowledge entries',
                        'ordering': ['code'],
                    },
                ),
                migrations.AddField(
                    model_name='answerversion',
                    name='entry',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='hotline.knowledgeentry'),
                ),
                migrations.CreateModel(
                    name='LateCleared',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.insureranswer')),
                        ('late', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cleared', to='hotline.insurerlate')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='MatterForgotten',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('demand', 'demand of the chain'), ('unclear', 'message nobody could read')], max_length=8)),
                        ('key', models.PositiveBigIntegerField()),
                        ('edition', models.CharField(max_length=20)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='a_matter_is_forgotten_once')],
                    },
                ),
                migrations.CreateModel(
                    name='MeasureStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('measure', models.PositiveSmallIntegerField(help_text='number of the measure')),
                        ('nth', models.PositiveSmallIntegerField()),
                        ('state', models.CharField(choices=[('under-way', 'under way'), ('done', 'done'), ('kept-up', 'kept up')], max_length=9)),
                        ('evidence', models.CharField(max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='MonthlyTask',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('nth', models.PositiveSmallIntegerField()),
                        ('cause', models.CharField(max_length=300)),
                        ('words', models.CharField(max_length=500)),
                        ('due', models.DateField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='hotline.bulletin')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('desk', models.ForeignKey(help_text='whose it is', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.desk')),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='monthly_tasks', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ObjectNotFound',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('nth', models.PositiveSmallIntegerField()),
                        ('words', models.CharField(max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ObjectNotFoundReview',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agrees', models.BooleanField()),
                        ('words', models.CharField(blank=True, max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('finding', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='hotline.objectnotfound')),
                        ('found_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='OwnerWarned',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(default=django.utils.timezone.localdate)),
                        ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='warned', to='hotline.answerversion')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Platform',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80)),
                        ('kind', models.CharField(choices=[('carrier', 'carrier platform'), ('matching', 'matching platform')], max_length=8)),
                        ('uscc', models.CharField(max_length=18, unique=True)),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('desk', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='platform', to='hotline.desk')),
                        ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='PlatformLeft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(default=django.utils.timezone.localdate)),
                        ('words', models.CharField(max_length=200)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('platform', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='left', to='hotline.platform')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Pledge',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.CharField(max_length=20)),
                        ('signed_on', models.DateField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='hotline.platform')),
                    ],
                ),
                migrations.CreateModel(
                    name='PledgeBreach',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('happened_on', models.DateField()),
                        ('words', models.CharField(max_length=300)),
                        ('ticket', models.CharField(blank=True, help_text='number of the ticket that shows it', max_length=40)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='breaches', to='hotline.pledge')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='PledgeWithdrawal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pledge', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='hotline.insurerpledge')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Problem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.CharField(help_text='of the rules', max_length=20)),
                        ('theme', models.CharField(max_length=24)),
                        ('about', models.CharField(choices=[('object', 'an object'), ('place', 'a place')], max_length=6)),
                        ('key', models.CharField(max_length=220)),
                        ('label', models.CharField(help_text='as the first ticket called it', max_length=220)),
                        ('nth', models.PositiveSmallIntegerField()),
                        ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ProblemStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('nth', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(choices=[('taken', 'taken up: owner and measure'), ('noted', 'what was done'), ('closed', 'closed: what was changed'), ('dropped', 'no common root')], max_length=8)),
                        ('words', models.CharField(help_text='the measure, what was done, or why', max_length=500)),
                        ('due', models.DateField(help_text='of the measure', null=True)),
                        ('change', models.CharField(blank=True, help_text='what was changed, a code of the rules', max_length=12)),
                        ('reference', models.CharField(blank=True, help_text='which letter, edition, road or rule it was', max_length=200)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('desk', models.ForeignKey(help_text='of the owner', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.desk')),
                        ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('problem', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='hotline.problem')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Programme',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=40, unique=True)),
                        ('kind', models.CharField(choices=[('aid', 'hardship aid'), ('goods', 'goods'), ('health', 'check-up'), ('insurance', 'mutual insurance'), ('rest', 'rest and meals on the way'), ('legal', 'legal help')], max_length=9)),
                        ('name', models.CharField(max_length=100)),
                        ('rule', models.TextField(help_text='who may have it, what has to be shown')),
                        ('source', models.CharField(help_text='the document it rests on', max_length=200)),
                        ('funder', models.CharField(max_length=100)),
                        ('budget', models.DecimalField(decimal_places=2, max_digits=12)),
                        ('quota', models.PositiveIntegerField()),
                        ('amounts', models.JSONField(help_text='ground → yuan')),
                        ('publicity_days', models.PositiveSmallIntegerField(help_text='working days; 0 where nothing is publicised')),
                        ('opens_on', models.DateField()),
                        ('closes_on', models.DateField()),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-opens_on', 'code'],
                    },
                ),
                migrations.AddField(
                    model_name='caregrant',
                    name='programme',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='hotline.programme'),
                ),
                migrations.AddField(
                    model_name='careapplication',
                    name='programme',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='hotline.programme'),
                ),
                migrations.CreateModel(
                    name='ProgrammeAccount',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('budget', models.DecimalField(decimal_places=2, max_digits=12)),
                        ('spent', models.DecimalField(decimal_places=2, max_digits=12)),
                        ('left', models.DecimalField(decimal_places=2, max_digits=12)),
                        ('grants', models.PositiveIntegerField()),
                        ('words', models.TextField(blank=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('programme', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='account', to='hotline.programme')),
                    ],
                ),
                migrations.CreateModel(
                    name='ProgrammeApproval',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('nth', models.PositiveSmallIntegerField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='hotline.programme')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['nth'],
                    },
                ),
                migrations.CreateModel(
                    name='ProgrammeStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.CharField(choices=[('opened', 'opened'), ('closed', 'closed for applications')], max_length=6)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='hotline.programme')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='PromiseOutcome',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kept', models.BooleanField()),
                        ('words', models.CharField(max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('promise', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='hotline.interviewpromise')),
                    ],
                ),
                migrations.CreateModel(
                    name='Publicity',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('from_on', models.DateField(default=django.utils.timezone.localdate)),
                        ('until_on', models.DateField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publicity', to='hotline.careapplication')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'publicities',
                    },
                ),
                migrations.CreateModel(
                    name='Questionnaire',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.CharField(help_text='of the rules', max_length=20)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('question', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='questionnaire', to='post.codedquestion')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='QuestionnaireAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('solved', models.CharField(choices=[('yes', 'it is still solved'), ('partly', 'in part'), ('no', 'it is not solved')], max_length=6)),
                        ('stars', models.PositiveSmallIntegerField()),
                        ('words', accounts.sealing.SealedTextField(blank=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('questionnaire', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='hotline.questionnaire')),
                    ],
                ),
                migrations.CreateModel(
                    name='Retirement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='retired', to='hotline.knowledgeentry')),
                    ],
                ),
                migrations.CreateModel(
                    name='Round',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('triggers', models.CharField(help_text='edition', max_length=20)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('bulletin', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='interview_round', to='hotline.bulletin')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='SeatConsent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agrees', models.BooleanField()),
                        ('edition', models.CharField(max_length=20)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('seat', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='consent', to='hotline.chainseat')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SeatEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('seat', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='hotline.chainseat')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Standing',
                    fields=[
                        ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='standing', serialize=False, to='hotline.ticket')),
                        ('node', models.CharField(help_text='the open step of the flow, or how it ended', max_length=20)),
                        ('level', models.PositiveSmallIntegerField(default=0, help_text='of supervision')),
                        ('rounds', models.PositiveSmallIntegerField(default=1)),
                        ('due_at', models.DateTimeField(help_text='of what is due next', null=True)),
                        ('is_over', models.BooleanField(default=False)),
                    ],
                ),
                migrations.AddField(
                    model_name='ticket',
                    name='platform',
                    field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='hotline.platform'),
                ),
                migrations.AddField(
                    model_name='ticket',
                    name='taken_by',
                    field=models.ForeignKey(help_text='nobody: it came by itself', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='ticket',
                    name='unit',
                    field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complained_of', to='hotline.desk'),
                ),
                migrations.CreateModel(
                    name='SourceNotice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveBigIntegerField(help_text='grows with the sender')),
                        ('digest', models.CharField(help_text='of what was told, however often it was sent', max_length=64)),
                        ('is_late', models.BooleanField(default=False, help_text='a newer one was here before it')),
                        ('is_withdrawn', models.BooleanField(default=False)),
                        ('handling_number', models.CharField(blank=True, max_length=60)),
                        ('handling', models.PositiveSmallIntegerField(choices=[(0, 'passed on to be handled'), (1, 'supervised by the sender'), (2, 'called back and checked by the sender')], default=0)),
                        ('due_at', models.DateTimeField(help_text="the sender's limit: the earlier one runs", null=True)),
                        ('facts', models.TextField()),
                        ('changed', models.JSONField(default=list, help_text='names of what is not as before')),
                        ('told', accounts.sealing.SealedJSONField(help_text='everything, as it came')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Reply',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('round', models.PositiveSmallIntegerField()),
                        ('turn', models.PositiveSmallIntegerField(help_text='within its round: sent back, it is written anew')),
                        ('facts', models.TextField()),
                        ('steps', models.TextField()),
                        ('basis', models.CharField(blank=True, max_length=300)),
                        ('result', models.CharField(choices=[('verified', 'substantiated'), ('partly', 'substantiated in part'), ('unfounded', 'not substantiated'), ('unknown', 'cannot be established'), ('none', 'nothing to be established')], max_length=10)),
                        ('recovered', models.DecimalField(decimal_places=2, help_text='yuan the driver got', max_digits=12, null=True)),
                        ('promised', models.CharField(blank=True, help_text='what will still be done', max_length=300)),
                        ('promised_on', models.DateField(null=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Reopening',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('answer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reopening', to='hotline.questionnaireanswer')),
                        ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reopens', to='hotline.ticket')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='questionnaire',
                    name='ticket',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='questionnaire', to='hotline.ticket'),
                ),
                migrations.CreateModel(
                    name='PromiseKept',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.CharField(max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('reply', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='promise_kept', to='hotline.reply')),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises_kept', to='hotline.ticket')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProblemTicket',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('problem', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='hotline.problem')),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='OwedAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('says', models.CharField(help_text='accepted, signed, replied, closed …', max_length=12)),
                        ('words', models.JSONField(default=dict, help_text='as they were when it happened')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('state', models.CharField(choices=[('waiting', 'waits to go back'), ('told', 'the sender has it'), ('refused', 'the sender refused it')], default='waiting', max_length=8)),
                        ('tries', models.PositiveIntegerField(default=0)),
                        ('due_at', models.DateTimeField(default=django.utils.timezone.now, help_text='of the next try')),
                        ('reason', models.CharField(blank=True, help_text='why it is not there yet', max_length=60)),
                        ('told_at', models.DateTimeField(null=True)),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owed', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.AddField(
                    model_name='objectnotfound',
                    name='ticket',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objects_not_found', to='hotline.ticket'),
                ),
                migrations.CreateModel(
                    name='LedgerEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('until', models.DateField()),
                        ('words', models.CharField(max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ledger', to='hotline.ticket')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Joining',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('mother', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='hotline.ticket')),
                        ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='joined_to', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Extension',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('days', models.PositiveSmallIntegerField()),
                        ('reasons', models.CharField(max_length=500)),
                        ('due_at', models.DateTimeField(help_text='when the reply was due')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='extension', to='hotline.ticket')),
                    ],
                ),
                migrations.CreateModel(
                    name='Due',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.CharField(max_length=12)),
                        ('began_at', models.DateTimeField()),
                        ('amount', models.PositiveSmallIntegerField()),
                        ('unit', models.CharField(max_length=12)),
                        ('longer', models.PositiveSmallIntegerField(default=0, help_text='by which an extension made it longer')),
                        ('due_at', models.DateTimeField(help_text='nobody knows: the calendar of its year is not entered', null=True)),
                        ('look_at', models.DateTimeField(help_text='a timer looks at it then; none: nothing is to come', null=True)),
                        ('level', models.PositiveSmallIntegerField(default=0, help_text='of the supervision it led to')),
                        ('met_at', models.DateTimeField(null=True)),
                        ('dropped_at', models.DateTimeField(help_text='it does not have to be done any more', null=True)),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dues', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Disclosure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(max_length=200)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='DemandTicket',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('demand', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='became', to='hotline.demand')),
                        ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.ticket')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Correction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('nth', models.PositiveSmallIntegerField()),
                        ('theme', models.CharField(max_length=24)),
                        ('against', models.CharField(choices=[('company', 'a company'), ('platform', 'a platform'), ('unit', 'a unit or its officers'), ('shipper', 'a shipper or receiver'), ('road', 'a road'), ('station', 'a station or yard'), ('other', 'something else')], max_length=10)),
                        ('object_name', models.CharField(blank=True, max_length=120)),
                        ('object_key', models.CharField(blank=True, max_length=140)),
                        ('reasons', models.CharField(max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('company', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.company')),
                        ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.desk')),
                        ('platform', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.platform')),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Contact',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('contact', 'contact with the caller'), ('progress', 'progress'), ('answer', 'the caller was told the answer'), ('final', 'the caller was told the final answer')], max_length=10)),
                        ('round', models.PositiveSmallIntegerField(default=1)),
                        ('reached', models.BooleanField(help_text='the caller was reached')),
                        ('words', models.CharField(max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(help_text='nobody: the caller read it by code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CallTry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('round', models.PositiveSmallIntegerField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('words', models.CharField(blank=True, max_length=300)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tries', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Caller',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_anonymous', models.BooleanField(default=False)),
                        ('name', accounts.sealing.SealedTextField(blank=True)),
                        ('phone', accounts.sealing.SealedTextField(blank=True)),
                        ('phone_digest', accounts.sealing.BlindIndexField(blank=True, db_index=True, max_length=64)),
                        ('plate', accounts.sealing.SealedTextField(blank=True)),
                        ('plate_digest', accounts.sealing.BlindIndexField(blank=True, db_index=True, max_length=64)),
                        ('certificate', accounts.sealing.SealedTextField(blank=True, help_text="number of the driver's certificate")),
                        ('consent', models.BooleanField(default=False, help_text='whom it is about may learn who told it')),
                        ('code', accounts.sealing.SealedTextField(help_text='with which the caller reads the answer')),
                        ('code_digest', accounts.sealing.BlindIndexField(max_length=64, unique=True)),
                        ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='caller', to='hotline.ticket')),
                    ],
                ),
                migrations.CreateModel(
                    name='CallBack',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('round', models.PositiveSmallIntegerField()),
                        ('reached', models.BooleanField()),
                        ('responded', models.BooleanField(help_text='was contacted in time', null=True)),
                        ('solved', models.CharField(blank=True, choices=[('yes', 'solved'), ('partly', 'partly, and agrees'), ('no', 'not solved')], max_length=6)),
                        ('stars', models.PositiveSmallIntegerField(null=True)),
                        ('words', models.CharField(blank=True, max_length=500)),
                        ('is_unsatisfied', models.BooleanField(default=False)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='callbacks', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Supervision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('level', models.PositiveSmallIntegerField()),
                        ('ground', models.CharField(choices=[('soon', 'the time is running out'), ('overdue', 'overdue'), ('long-overdue', 'long overdue'), ('unsatisfied', 'unsatisfied for the second time'), ('often', 'the same object again and again'), ('grave', 'injury, crowd or media'), ('by-hand', 'ordered by the supervision desk'), ('sender', 'supervised by the sender')], max_length=14)),
                        ('step', models.CharField(blank=True, max_length=12)),
                        ('answer_by', models.DateTimeField(null=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(help_text='nobody: a timer', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervisions', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='SupervisionAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.CharField(max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('supervision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='hotline.supervision')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='TaskStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('nth', models.PositiveSmallIntegerField()),
                        ('state', models.CharField(choices=[('under-way', 'under way'), ('done', 'done'), ('dropped', 'no longer pursued')], max_length=9)),
                        ('words', models.CharField(max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='hotline.monthlytask')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='TicketCall',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='hotline.call')),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='TicketFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('original_name', models.CharField(max_length=200)),
                        ('kind', models.CharField(max_length=20)),
                        ('size', models.PositiveIntegerField()),
                        ('digest', models.CharField(max_length=64)),
                        ('file', models.FileField(max_length=120, storage=accounts.sealed_files.SealedStorage(), upload_to=hotline.tickets.models._place)),
                        ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='TicketForgotten',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.CharField(max_length=20)),
                        ('over_on', models.DateField(help_text='the last day somebody worked on it, or on one it is joined with')),
                        ('on', models.DateField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='forgotten', to='hotline.ticket')),
                    ],
                ),
                migrations.CreateModel(
                    name='TicketLetter',
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
                        ('about', models.CharField(db_index=True, max_length=40)),
                        ('kind', models.CharField(choices=[('ticket-transfer', 'Transfer'), ('ticket-refusal', 'Not accepted'), ('ticket-extension', 'Extension told'), ('ticket-reply', 'Answer to the caller'), ('ticket-redo', 'To be redone'), ('ticket-final', 'Final answer'), ('ticket-reminder', 'Reminder'), ('ticket-notice', 'Supervision notice'), ('ticket-listed', 'Listed for supervision'), ('ticket-struck-off', 'Strike-off paper')], max_length=20)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='supervision',
                    name='letter',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.ticketletter'),
                ),
                migrations.CreateModel(
                    name='StrikeOff',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('conditions', models.JSONField(help_text='[{"code", "proof"}], as they held')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('on', models.DateField(db_index=True, default=django.utils.timezone.localdate)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='struck_off', to='hotline.ticket')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.ticketletter')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Sorted',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('outcome', models.CharField(choices=[('answered', 'answered at once'), ('accepted', 'accepted'), ('refused', 'not accepted'), ('referred', 'referred to another body'), ('petition', 'a petition: diverted')], max_length=10)),
                        ('reason', models.CharField(blank=True, help_text='code of a refusal', max_length=24)),
                        ('body', models.CharField(blank=True, help_text='where to go instead', max_length=120)),
                        ('words', models.TextField(blank=True, help_text='the answer, or what was told')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sorted', to='hotline.ticket')),
                        ('letter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.ticketletter')),
                    ],
                ),
                migrations.CreateModel(
                    name='ReplyReview',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agrees', models.BooleanField()),
                        ('words', models.CharField(blank=True, max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('reply', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='hotline.reply')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.ticketletter')),
                    ],
                ),
                migrations.CreateModel(
                    name='Redo',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('callback', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='redo', to='hotline.callback')),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redos', to='hotline.ticket')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.ticketletter')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='FinalAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reasons', models.TextField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='final', to='hotline.ticket')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.ticketletter')),
                    ],
                ),
                migrations.CreateModel(
                    name='ExtensionAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('granted', models.BooleanField()),
                        ('words', models.CharField(blank=True, max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('extension', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='hotline.extension')),
                        ('letter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.ticketletter')),
                    ],
                ),
                migrations.CreateModel(
                    name='TicketProcess',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='process', to='hotline.ticket')),
                    ],
                    options={
                        'abstract': False,
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='Transfer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('turn', models.PositiveSmallIntegerField()),
                        ('note', models.CharField(blank=True, max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(help_text='who answers for the transfer', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='hotline.desk')),
                        ('helpers', models.ManyToManyField(blank=True, related_name='+', to='hotline.desk')),
                        ('letter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.ticketletter')),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='hotline.ticket')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='TransferAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('signed', models.BooleanField()),
                        ('right_body', models.CharField(blank=True, max_length=120)),
                        ('words', models.CharField(blank=True, max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(help_text='who answers for the handling', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('transfer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='hotline.transfer')),
                    ],
                ),
                migrations.CreateModel(
                    name='Unclear',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(max_length=16)),
                        ('external', models.CharField(blank=True, help_text='their number, where it could be read', max_length=60)),
                        ('digest', models.CharField(max_length=64)),
                        ('body', accounts.sealing.SealedTextField(help_text='as it came')),
                        ('reasons', models.JSONField(help_text='[{"pointer", "code"}]')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Settled',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.CharField(max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unclear', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='settled', to='hotline.unclear')),
                    ],
                ),
                migrations.CreateModel(
                    name='AnswerRelease',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='hotline.answerversion')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('by', models.F('written_by')), _negated=True), name='an_answer_is_released_by_a_second_person')],
                    },
                ),
                migrations.AddConstraint(
                    model_name='branch',
                    constraint=models.UniqueConstraint(fields=('authority', 'name'), name='one_branch_of_a_name'),
                ),
                migrations.AddIndex(
                    model_name='bulletin',
                    index=models.Index(fields=['authority', 'kind', '-since'], name='hotline_bul_authori_913d88_idx'),
                ),
                migrations.AddConstraint(
                    model_name='bulletin',
                    constraint=models.UniqueConstraint(fields=('authority', 'kind', 'since', 'edition'), name='one_bulletin_of_a_period_and_edition'),
                ),
                migrations.AddConstraint(
                    model_name='bulletin',
                    constraint=models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='a_bulletin_ends_after_it_begins'),
                ),
                migrations.AddConstraint(
                    model_name='bulletin',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('edition', 1), ('reason', ''), ('restates__isnull', True)), models.Q(('edition__gt', 1), ('made_by__isnull', False), ('restates__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='a_bulletin_counted_anew_says_why'),
                ),
                migrations.AddConstraint(
                    model_name='bulletinfigure',
                    constraint=models.UniqueConstraint(fields=('bulletin', 'group', 'key', 'code'), name='a_figure_once_in_a_bulletin'),
                ),
                migrations.AddIndex(
                    model_name='callstanding',
                    index=models.Index(fields=['outcome', 'call'], name='hotline_cal_outcome_13275a_idx'),
                ),
                migrations.AddIndex(
                    model_name='call',
                    index=models.Index(fields=['authority', 'started_at'], name='hotline_cal_authori_fbdfd1_idx'),
                ),
                migrations.AddIndex(
                    model_name='call',
                    index=models.Index(fields=['started_at', 'id'], name='hotline_cal_started_af5869_idx'),
                ),
                migrations.AddIndex(
                    model_name='call',
                    index=models.Index(fields=['number_digest', 'started_at'], name='hotline_cal_number__4f2f74_idx'),
                ),
                migrations.AddIndex(
                    model_name='call',
                    index=accounts.typed.searching.SearchIndex(fields=['reference'], name='calls_by_reference', way='USING gin (character_pairs({column}))'),
                ),
                migrations.AddConstraint(
                    model_name='call',
                    constraint=models.UniqueConstraint(fields=('exchange', 'reference'), name='a_call_is_one_row'),
                ),
                migrations.AddConstraint(
                    model_name='calldraft',
                    constraint=models.UniqueConstraint(fields=('person', 'call'), name='one_draft_of_a_call'),
                ),
                migrations.AddConstraint(
                    model_name='calldraft',
                    constraint=models.UniqueConstraint(condition=models.Q(('call', None)), fields=('person',), name='one_draft_without_a_call'),
                ),
                migrations.AddConstraint(
                    model_name='callsettled',
                    constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_settled_call_says_why'),
                ),
                migrations.AddIndex(
                    model_name='callword',
                    index=models.Index(fields=['agent', 'kind', 'at'], name='hotline_cal_agent_i_eccf9f_idx'),
                ),
                migrations.AddConstraint(
                    model_name='callword',
                    constraint=models.UniqueConstraint(condition=models.Q(('kind', 'answered'), _negated=True), fields=('call', 'kind'), name='a_call_begins_and_ends_once'),
                ),
                migrations.AddConstraint(
                    model_name='callword',
                    constraint=models.UniqueConstraint(condition=models.Q(('kind', 'answered')), fields=('call', 'at'), name='a_call_is_answered_once_a_moment'),
                ),
                migrations.AddConstraint(
                    model_name='callword',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'recording'), models.Q(('recording', ''), _negated=True)), models.Q(models.Q(('kind', 'recording'), _negated=True), ('recording', '')), _connector='OR'), name='a_recording_has_a_reference'),
                ),
                migrations.AddConstraint(
                    model_name='carecheck',
                    constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='care_is_checked_in_words'),
                ),
                migrations.AddIndex(
                    model_name='whereabouts',
                    index=models.Index(condition=models.Q(('look_at__isnull', False)), fields=['look_at'], name='demands_to_look_at'),
                ),
                migrations.AddIndex(
                    model_name='whereabouts',
                    index=models.Index(fields=['node', 'is_answered'], name='hotline_whe_node_d1f291_idx'),
                ),
                migrations.AddConstraint(
                    model_name='gram',
                    constraint=models.UniqueConstraint(fields=('gram', 'version'), name='one_gram_per_answer'),
                ),
                migrations.AddConstraint(
                    model_name='grantend',
                    constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='not_collected_for_a_reason'),
                ),
                migrations.AddConstraint(
                    model_name='handeddown',
                    constraint=models.UniqueConstraint(fields=('answer', 'node'), name='an_answer_comes_back_once'),
                ),
                migrations.AddConstraint(
                    model_name='handover',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('way', 'bank'), _negated=True), models.Q(('reference', ''), _negated=True), _connector='OR'), name='a_transfer_has_its_reference'),
                ),
                migrations.AddConstraint(
                    model_name='handover',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('way', 'goods'), _negated=True), models.Q(('signature__isnull', False), ('photo__isnull', False)), _connector='OR'), name='goods_are_signed_for_and_photographed'),
                ),
                migrations.AddConstraint(
                    model_name='hop',
                    constraint=models.UniqueConstraint(fields=('demand', 'nth'), name='hops_one_after_the_other'),
                ),
                migrations.AddConstraint(
                    model_name='hop',
                    constraint=models.UniqueConstraint(fields=('demand', 'node'), name='a_demand_passes_a_node_once'),
                ),
                migrations.AddConstraint(
                    model_name='hop',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('how', 'by-time'), _negated=True), ('by__isnull', True), _connector='OR'), name='what_moved_by_itself_nobody_moved'),
                ),
                migrations.AddConstraint(
                    model_name='casestep',
                    constraint=models.UniqueConstraint(fields=('case', 'step'), name='a_case_takes_a_step_once'),
                ),
                migrations.AddConstraint(
                    model_name='casestep',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('step__in', ['regulator', 'insured']), _negated=True), ('answer__isnull', False), _connector='OR'), name='a_clue_and_a_policy_name_the_answer'),
                ),
                migrations.AddIndex(
                    model_name='insurancedue',
                    index=models.Index(condition=models.Q(('looked_at', None)), fields=['look_on'], name='insurance_days_to_look_at'),
                ),
                migrations.AddConstraint(
                    model_name='insurancedue',
                    constraint=models.UniqueConstraint(condition=models.Q(('what', 'answer'), _negated=True), fields=('case', 'what'), name='a_day_of_an_insurance_case_once'),
                ),
                migrations.AddConstraint(
                    model_name='insurancedue',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('what', 'answer'), ('asked__isnull', False)), models.Q(models.Q(('what', 'answer'), _negated=True), ('asked', None)), _connector='OR'), name='only_an_answer_is_of_an_insurer'),
                ),
                migrations.AddConstraint(
                    model_name='insurerasked',
                    constraint=models.UniqueConstraint(fields=('case', 'insurer', 'asked_on'), name='an_insurer_is_asked_once_a_day'),
                ),
                migrations.AddConstraint(
                    model_name='insureranswer',
                    constraint=models.CheckConstraint(condition=models.Q(('answered_on__gte', models.F('asked_on'))), name='an_answer_follows_its_question'),
                ),
                migrations.AddConstraint(
                    model_name='insureranswer',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_refusal_has_a_reason_code'),
                ),
                migrations.AddConstraint(
                    model_name='insureranswer',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'quote'), _negated=True), models.Q(('premium__gt', 0), ('premium__isnull', False)), _connector='OR'), name='a_quote_says_what_it_costs'),
                ),
                migrations.AddConstraint(
                    model_name='insureranswer',
                    constraint=models.CheckConstraint(condition=models.Q(('breaks', None), ('answer', 'refused'), _connector='OR'), name='only_a_refusal_breaks_a_pledge'),
                ),
                migrations.AddConstraint(
                    model_name='interview',
                    constraint=models.UniqueConstraint(condition=models.Q(('bulletin__isnull', False)), fields=('desk', 'month'), name='one_interview_of_a_desk_and_month'),
                ),
                migrations.AddConstraint(
                    model_name='interviewpromise',
                    constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_promise_of_an_interview_has_words'),
                ),
                migrations.AddConstraint(
                    model_name='interviewservice',
                    constraint=models.CheckConstraint(condition=models.Q(('way__in', ('agreed', 'opened')), models.Q(('proof', ''), _negated=True), _connector='OR'), name='hotline_interviewservice_on_paper_is_shown'),
                ),
                migrations.AddConstraint(
                    model_name='interviewstep',
                    constraint=models.UniqueConstraint(fields=('interview', 'nth'), name='an_interview_takes_one_step_at_a_time'),
                ),
                migrations.AddConstraint(
                    model_name='interviewstep',
                    constraint=models.UniqueConstraint(fields=('interview', 'kind'), name='each_step_of_an_interview_once'),
                ),
                migrations.AddConstraint(
                    model_name='interviewstep',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['approved', 'served']), models.Q(('words', ''), _negated=True), _connector='OR'), name='a_step_of_an_interview_has_words'),
                ),
                migrations.AddConstraint(
                    model_name='interviewstep',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'served'), _negated=True), models.Q(('letter__isnull', False), ('meets_at__isnull', False), models.Q(('place', ''), _negated=True)), _connector='OR'), name='a_notice_says_when_and_where'),
                ),
                migrations.AddConstraint(
                    model_name='interviewstep',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'held'), _negated=True), models.Q(('present', ''), _negated=True), _connector='OR'), name='minutes_say_who_was_there'),
                ),
                migrations.AddConstraint(
                    model_name='answerversion',
                    constraint=models.UniqueConstraint(fields=('entry', 'number'), name='one_answer_per_version'),
                ),
                migrations.AddConstraint(
                    model_name='answerversion',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('question', ''), _negated=True), models.Q(('answer', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='an_answer_is_whole'),
                ),
                migrations.AddConstraint(
                    model_name='measurestep',
                    constraint=models.UniqueConstraint(fields=('measure', 'nth'), name='a_measure_takes_one_step_at_a_time'),
                ),
                migrations.AddConstraint(
                    model_name='measurestep',
                    constraint=models.CheckConstraint(condition=models.Q(('evidence', ''), _negated=True), name='a_step_of_a_measure_has_evidence'),
                ),
                migrations.AddConstraint(
                    model_name='monthlytask',
                    constraint=models.UniqueConstraint(fields=('bulletin', 'nth'), name='tasks_of_a_month_one_after_the_other'),
                ),
                migrations.AddConstraint(
                    model_name='monthlytask',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('cause', ''), _negated=True), models.Q(('words', ''), _negated=True)), name='a_task_has_a_cause_and_words'),
                ),
                migrations.AddConstraint(
                    model_name='objectnotfoundreview',
                    constraint=models.CheckConstraint(condition=models.Q(('by', models.F('found_by')), _negated=True), name='nobody_agrees_with_an_own_finding'),
                ),
                migrations.AddConstraint(
                    model_name='objectnotfoundreview',
                    constraint=models.CheckConstraint(condition=models.Q(('agrees', True), models.Q(('words', ''), _negated=True), _connector='OR'), name='a_finding_sent_back_says_why'),
                ),
                migrations.AddConstraint(
                    model_name='pledge',
                    constraint=models.UniqueConstraint(fields=('platform', 'edition'), name='pledge_signed_once_an_edition'),
                ),
                migrations.AddConstraint(
                    model_name='pledgebreach',
                    constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_breach_says_what_was_done'),
                ),
                migrations.AddConstraint(
                    model_name='problem',
                    constraint=models.UniqueConstraint(fields=('authority', 'theme', 'about', 'key', 'nth'), name='problems_of_a_kind_one_after_the_other'),
                ),
                migrations.AddConstraint(
                    model_name='problemstep',
                    constraint=models.UniqueConstraint(fields=('problem', 'nth'), name='a_problem_takes_one_step_at_a_time'),
                ),
                migrations.AddConstraint(
                    model_name='problemstep',
                    constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_step_of_a_problem_has_words'),
                ),
                migrations.AddConstraint(
                    model_name='problemstep',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'taken'), _negated=True), models.Q(('desk__isnull', False), ('due__isnull', False), ('owner__isnull', False)), _connector='OR'), name='a_problem_is_taken_up_by_an_owner'),
                ),
                migrations.AddConstraint(
                    model_name='problemstep',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'closed'), _negated=True), models.Q(models.Q(('change', ''), _negated=True), models.Q(('reference', ''), _negated=True), ('owner__isnull', False)), _connector='OR'), name='a_problem_is_closed_by_what_was_changed'),
                ),
                migrations.AddConstraint(
                    model_name='problemstep',
                    constraint=models.CheckConstraint(condition=models.Q(('kind', 'closed'), ('owner', models.F('by')), _negated=True), name='nobody_closes_an_own_problem'),
                ),
                migrations.AddConstraint(
                    model_name='programme',
                    constraint=models.CheckConstraint(condition=models.Q(('budget__gt', 0), ('quota__gt', 0)), name='a_programme_has_something_to_give'),
                ),
                migrations.AddConstraint(
                    model_name='programme',
                    constraint=models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='a_programme_ends_after_it_begins'),
                ),
                migrations.AddConstraint(
                    model_name='programme',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'aid'), _negated=True), models.Q(('publicity_days__gte', 3), ('publicity_days__lte', 5)), _connector='OR'), name='aid_is_publicised_three_to_five_days'),
                ),
                migrations.AddConstraint(
                    model_name='caregrant',
                    constraint=models.UniqueConstraint(condition=models.Q(('kind', 'aid')), fields=('id_digest', 'year'), name='one_aid_grant_per_person_and_year'),
                ),
                migrations.AddConstraint(
                    model_name='caregrant',
                    constraint=models.CheckConstraint(condition=models.Q(('by', models.F('checked_by')), _negated=True), name='who_checks_care_does_not_grant_it'),
                ),
                migrations.AddConstraint(
                    model_name='caregrant',
                    constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='a_grant_is_worth_something'),
                ),
                migrations.AddIndex(
                    model_name='careapplication',
                    index=models.Index(fields=['programme', 'county'], name='hotline_car_program_667dfe_idx'),
                ),
                migrations.AddConstraint(
                    model_name='careapplication',
                    constraint=models.UniqueConstraint(fields=('programme', 'id_digest'), name='asked_for_once_in_a_programme'),
                ),
                migrations.AddConstraint(
                    model_name='careapplication',
                    constraint=models.CheckConstraint(condition=models.Q(('has_consent', True)), name='no_care_without_consent'),
                ),
                migrations.AddConstraint(
                    model_name='careapplication',
                    constraint=models.CheckConstraint(condition=models.Q(('origin', 'self'), ('applied_by__isnull', False), _connector='OR'), name='a_nomination_has_a_name'),
                ),
                migrations.AddConstraint(
                    model_name='programmeaccount',
                    constraint=models.CheckConstraint(condition=models.Q(('budget', django.db.models.expressions.CombinedExpression(models.F('spent'), '+', models.F('left'))), ('left__gte', 0)), name='accounts_add_up_to_the_cent'),
                ),
                migrations.AddConstraint(
                    model_name='programmeapproval',
                    constraint=models.UniqueConstraint(fields=('programme', 'nth'), name='two_approvals_of_a_programme'),
                ),
                migrations.AddConstraint(
                    model_name='programmeapproval',
                    constraint=models.UniqueConstraint(fields=('programme', 'by'), name='nobody_approves_a_programme_twice'),
                ),
                migrations.AddConstraint(
                    model_name='programmeapproval',
                    constraint=models.CheckConstraint(condition=models.Q(('nth__gte', 1), ('nth__lte', 2)), name='approvals_are_two'),
                ),
                migrations.AddConstraint(
                    model_name='programmeapproval',
                    constraint=models.CheckConstraint(condition=models.Q(('by', models.F('written_by')), _negated=True), name='who_writes_a_programme_does_not_approve_it'),
                ),
                migrations.AddConstraint(
                    model_name='programmestep',
                    constraint=models.UniqueConstraint(fields=('programme', 'step'), name='a_programme_takes_a_step_once'),
                ),
                migrations.AddConstraint(
                    model_name='promiseoutcome',
                    constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='an_outcome_says_on_what_it_rests'),
                ),
                migrations.AddConstraint(
                    model_name='publicity',
                    constraint=models.CheckConstraint(condition=models.Q(('until_on__gt', models.F('from_on'))), name='publicity_takes_days'),
                ),
                migrations.AddConstraint(
                    model_name='questionnaireanswer',
                    constraint=models.CheckConstraint(condition=models.Q(('stars__gte', 1), ('stars__lte', 5)), name='one_to_five_stars_afterwards'),
                ),
                migrations.AddConstraint(
                    model_name='retirement',
                    constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='retired_for_a_reason'),
                ),
                migrations.AddField(
                    model_name='standing',
                    name='authority',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority'),
                ),
                migrations.AddField(
                    model_name='standing',
                    name='desk',
                    field=models.ForeignKey(help_text='who has it now', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.desk'),
                ),
                migrations.AddIndex(
                    model_name='ticket',
                    index=models.Index(fields=['authority', 'object_key', 'theme', 'received_at'], name='hotline_tic_authori_31203a_idx'),
                ),
                migrations.AddIndex(
                    model_name='ticket',
                    index=models.Index(fields=['authority', 'theme', 'division', 'received_at'], name='hotline_tic_authori_d41eda_idx'),
                ),
                migrations.AddIndex(
                    model_name='ticket',
                    index=models.Index(fields=['authority', '-id'], name='hotline_tic_authori_fa1f1e_idx'),
                ),
                migrations.AddIndex(
                    model_name='ticket',
                    index=models.Index(fields=['received_at', 'id'], name='hotline_tic_receive_27f79e_idx'),
                ),
                migrations.AddIndex(
                    model_name='ticket',
                    index=models.Index(condition=models.Q(('external', ''), _negated=True), fields=['external'], name='tickets_by_senders_number'),
                ),
                migrations.AddIndex(
                    model_name='ticket',
                    index=accounts.typed.searching.SearchIndex(fields=['number'], name='tickets_by_number', way='USING gin (character_pairs({column}))'),
                ),
                migrations.AddIndex(
                    model_name='ticket',
                    index=accounts.typed.searching.SearchIndex(fields=['object_name'], name='tickets_by_object', way='USING gin (character_pairs({column}))'),
                ),
                migrations.AddConstraint(
                    model_name='ticket',
                    constraint=models.CheckConstraint(condition=models.Q(('facts', ''), _negated=True), name='a_ticket_says_what_happened'),
                ),
                migrations.AddConstraint(
                    model_name='ticket',
                    constraint=models.UniqueConstraint(condition=models.Q(('external', ''), _negated=True), fields=('authority', 'channel', 'external'), name='external_ticket_once'),
                ),
                migrations.AddConstraint(
                    model_name='sourcenotice',
                    constraint=models.UniqueConstraint(fields=('ticket', 'version'), name='a_version_is_told_once'),
                ),
                migrations.AddConstraint(
                    model_name='reply',
                    constraint=models.UniqueConstraint(fields=('ticket', 'round', 'turn'), name='one_reply_a_turn'),
                ),
                migrations.AddConstraint(
                    model_name='reply',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('promised', ''), ('promised_on__isnull', True)), models.Q(models.Q(('promised', ''), _negated=True), ('promised_on__isnull', False)), _connector='OR'), name='a_promise_has_a_date'),
                ),
                migrations.AddConstraint(
                    model_name='reply',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('facts', ''), _negated=True), models.Q(('steps', ''), _negated=True)), name='a_reply_says_facts_and_steps'),
                ),
                migrations.AddConstraint(
                    model_name='problemticket',
                    constraint=models.UniqueConstraint(fields=('problem', 'ticket'), name='a_ticket_once_in_a_problem'),
                ),
                migrations.AddIndex(
                    model_name='owedanswer',
                    index=models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='answers_that_wait'),
                ),
                migrations.AddConstraint(
                    model_name='owedanswer',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'told'), ('told_at__isnull', False)), models.Q(models.Q(('state', 'told'), _negated=True), ('told_at__isnull', True)), _connector='OR'), name='told_at_a_moment'),
                ),
                migrations.AddConstraint(
                    model_name='objectnotfound',
                    constraint=models.UniqueConstraint(fields=('ticket', 'nth'), name='no_object_found_one_after_the_other'),
                ),
                migrations.AddConstraint(
                    model_name='objectnotfound',
                    constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='no_object_found_says_what_was_tried'),
                ),
                migrations.AddConstraint(
                    model_name='joining',
                    constraint=models.CheckConstraint(condition=models.Q(('ticket', models.F('mother')), _negated=True), name='no_ticket_is_its_own_mother'),
                ),
                migrations.AddConstraint(
                    model_name='extension',
                    constraint=models.CheckConstraint(condition=models.Q(('at__lte', models.F('due_at'))), name='asked_before_it_is_due'),
                ),
                migrations.AddConstraint(
                    model_name='extension',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('reasons', ''), _negated=True), ('days__gte', 1)), name='asked_with_reasons'),
                ),
                migrations.AddIndex(
                    model_name='due',
                    index=models.Index(condition=models.Q(('look_at__isnull', False)), fields=['look_at'], name='ticket_limits_to_look_at'),
                ),
                migrations.AddIndex(
                    model_name='due',
                    index=models.Index(fields=['ticket', 'step'], name='hotline_due_ticket__4b0734_idx'),
                ),
                migrations.AddConstraint(
                    model_name='due',
                    constraint=models.UniqueConstraint(condition=models.Q(('dropped_at__isnull', True), ('met_at__isnull', True)), fields=('ticket', 'step'), name='one_limit_of_a_step_runs'),
                ),
                migrations.AddConstraint(
                    model_name='disclosure',
                    constraint=models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='a_disclosure_says_what_for'),
                ),
                migrations.AddConstraint(
                    model_name='correction',
                    constraint=models.UniqueConstraint(fields=('ticket', 'nth'), name='corrections_one_after_the_other'),
                ),
                migrations.AddConstraint(
                    model_name='correction',
                    constraint=models.CheckConstraint(condition=models.Q(('reasons', ''), _negated=True), name='a_correction_says_why'),
                ),
                migrations.AddConstraint(
                    model_name='caller',
                    constraint=models.CheckConstraint(condition=models.Q(('is_anonymous', False), models.Q(('name', ''), ('phone', ''), ('phone_digest', ''), ('consent', False)), _connector='OR'), name='an_anonymous_caller_has_no_name'),
                ),
                migrations.AddConstraint(
                    model_name='callback',
                    constraint=models.UniqueConstraint(fields=('ticket', 'round'), name='called_back_once_a_round'),
                ),
                migrations.AddConstraint(
                    model_name='callback',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('reached', False), ('solved', ''), ('stars__isnull', True)), models.Q(('reached', True), ('responded__isnull', False), ('stars__gte', 1), ('stars__lte', 5), models.Q(('solved', ''), _negated=True)), _connector='OR'), name='who_is_reached_is_asked_everything'),
                ),
                migrations.AddConstraint(
                    model_name='taskstep',
                    constraint=models.UniqueConstraint(fields=('task', 'nth'), name='a_task_takes_one_step_at_a_time'),
                ),
                migrations.AddConstraint(
                    model_name='taskstep',
                    constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_step_of_a_task_says_what_was_done'),
                ),
                migrations.AddConstraint(
                    model_name='ticketcall',
                    constraint=models.UniqueConstraint(fields=('call', 'ticket'), name='a_call_is_about_a_ticket_once'),
                ),
                migrations.AddConstraint(
                    model_name='ticketforgotten',
                    constraint=models.CheckConstraint(condition=models.Q(('on__gt', models.F('over_on'))), name='a_ticket_is_forgotten_later'),
                ),
                migrations.AddConstraint(
                    model_name='supervision',
                    constraint=models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 3)), name='three_levels'),
                ),
                migrations.AddConstraint(
                    model_name='sorted',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'answered'), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='answered_with_an_answer'),
                ),
                migrations.AddConstraint(
                    model_name='sorted',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='refused_with_a_code'),
                ),
                migrations.AddConstraint(
                    model_name='sorted',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['referred', 'petition']), _negated=True), models.Q(('body', ''), _negated=True), _connector='OR'), name='referred_to_somebody'),
                ),
                migrations.AddConstraint(
                    model_name='replyreview',
                    constraint=models.CheckConstraint(condition=models.Q(('by', models.F('written_by')), _negated=True), name='nobody_reviews_an_own_reply'),
                ),
                migrations.AddConstraint(
                    model_name='replyreview',
                    constraint=models.CheckConstraint(condition=models.Q(('agrees', True), models.Q(('words', ''), _negated=True), _connector='OR'), name='sent_back_with_reasons'),
                ),
                migrations.AddConstraint(
                    model_name='finalanswer',
                    constraint=models.CheckConstraint(condition=models.Q(('reasons', ''), _negated=True), name='a_final_answer_has_reasons'),
                ),
                migrations.AddConstraint(
                    model_name='extensionanswer',
                    constraint=models.CheckConstraint(condition=models.Q(('by', models.F('asked_by')), _negated=True), name='nobody_extends_for_himself'),
                ),
                migrations.AddConstraint(
                    model_name='transfer',
                    constraint=models.UniqueConstraint(fields=('ticket', 'turn'), name='transfers_in_turn'),
                ),
                migrations.AddConstraint(
                    model_name='transferanswer',
                    constraint=models.CheckConstraint(condition=models.Q(('signed', True), models.Q(models.Q(('right_body', ''), _negated=True), models.Q(('words', ''), _negated=True)), _connector='OR'), name='given_back_with_the_right_body'),
                ),
                migrations.AddIndex(
                    model_name='unclear',
                    index=models.Index(fields=['source', 'external'], name='hotline_unc_source_c26742_idx'),
                ),
                migrations.AddConstraint(
                    model_name='unclear',
                    constraint=models.UniqueConstraint(fields=('source', 'digest'), name='kept_once'),
                ),
                migrations.AddConstraint(
                    model_name='settled',
                    constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='settled_with_words'),
                ),
                migrations.AddIndex(
                    model_name='standing',
                    index=models.Index(condition=models.Q(('is_over', False)), fields=['ticket'], name='tickets_open'),
                ),
                migrations.AddIndex(
                    model_name='standing',
                    index=models.Index(fields=['node', 'ticket'], name='hotline_sta_node_2aa9a7_idx'),
                ),
                migrations.AddIndex(
                    model_name='standing',
                    index=models.Index(fields=['level', 'ticket'], name='hotline_sta_level_ab903c_idx'),
                ),
                migrations.AddIndex(
                    model_name='standing',
                    index=models.Index(fields=['due_at', 'ticket'], name='hotline_sta_due_at_0a509c_idx'),
                ),
                migrations.AddIndex(
                    model_name='standing',
                    index=accounts.typed.searching.SearchIndex(fields=['due_at'], name='tickets_due_last', way='({column} DESC NULLS LAST, ticket_id DESC)'),
                ),
            ],
        ),
    ]
