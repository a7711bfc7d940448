import accounts.sealed_files
import accounts.sealing
import django.db.models.deletion
import django.utils.timezone
import hotline.tickets.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('viewflow', '0015_task_scheduled'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ('platform', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='hotline.platform')),
                ('taken_by', models.ForeignKey(help_text='nobody: it came by itself', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complained_of', to='hotline.desk')),
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
            name='PromiseKept',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=300)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='promise_kept', to='hotline.ticket')),
            ],
            options={
                'abstract': False,
            },
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
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('contact', 'contact with the caller'), ('progress', 'progress'), ('answer', 'the answer was told'), ('final', 'the final answer was told')], max_length=10)),
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
                ('phone_digest', models.CharField(blank=True, db_index=True, max_length=64)),
                ('plate', accounts.sealing.SealedTextField(blank=True)),
                ('plate_digest', models.CharField(blank=True, db_index=True, max_length=64)),
                ('certificate', accounts.sealing.SealedTextField(blank=True, help_text="number of the driver's certificate")),
                ('consent', models.BooleanField(default=False, help_text='whom it is about may learn who told it')),
                ('code', accounts.sealing.SealedTextField(help_text='with which the caller reads the answer')),
                ('code_digest', models.CharField(max_length=64, unique=True)),
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
                ('ground', models.CharField(choices=[('soon', 'the time is running out'), ('overdue', 'overdue'), ('long-overdue', 'long overdue'), ('unsatisfied', 'unsatisfied for the second time'), ('often', 'the same object again and again'), ('grave', 'injury, crowd or media'), ('by-hand', 'ordered by the supervision desk')], max_length=14)),
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
            name='TicketLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(db_index=True, max_length=40)),
                ('kind', models.CharField(choices=[('ticket-transfer', 'Transfer'), ('ticket-refusal', 'Not accepted'), ('ticket-extension', 'Extension told'), ('ticket-reply', 'Answer to the caller'), ('ticket-redo', 'To be redone'), ('ticket-final', 'Final answer'), ('ticket-reminder', 'Reminder'), ('ticket-notice', 'Supervision notice'), ('ticket-listed', 'Listed for supervision'), ('ticket-struck-off', 'Strike-off paper')], max_length=20)),
                ('template_version', models.PositiveSmallIntegerField(default=1)),
                ('number', models.CharField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=80)),
                ('addressee', models.CharField(max_length=120)),
                ('paragraphs', models.JSONField(default=list)),
                ('table', models.JSONField(default=list)),
                ('dated', models.DateField()),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
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
                ('on', models.DateField(default=django.utils.timezone.localdate)),
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
            name='Pledge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.CharField(max_length=20)),
                ('signed_on', models.DateField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='hotline.platform')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('platform', 'edition'), name='pledge_signed_once_an_edition')],
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
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                ('desk', models.ForeignKey(help_text='who has it now', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.desk')),
            ],
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['authority', 'object_key', 'theme', 'received_at'], name='hotline_tic_authori_31203a_idx'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['authority', '-id'], name='hotline_tic_authori_fa1f1e_idx'),
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
            model_name='standing',
            index=models.Index(fields=['authority', 'is_over', 'due_at'], name='hotline_sta_authori_c907ad_idx'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['desk', 'is_over', 'due_at'], name='hotline_sta_desk_id_35af51_idx'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['authority', 'node'], name='hotline_sta_authori_ab2019_idx'),
        ),
    ]
