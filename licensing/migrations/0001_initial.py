import accounts.sealing
import accounts.typed.searching
import django.db.models.deletion
import django.utils.timezone
import licensing.decisions.models.letters
import licensing.flow.models
import trail.first_tables
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('materials', '0001_initial'),
        ('papers', '0001_initial'),
        ('post', '0001_initial'),
        ('viewflow', '0015_task_scheduled'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        trail.first_tables.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Application',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, help_text='names it in addresses', unique=True)),
                        ('procedure', models.CharField(choices=[('commitment', 'Notification and commitment'), ('ordinary', 'Ordinary procedure')], default='commitment', max_length=10)),
                        ('draft', accounts.sealing.SealedJSONField(blank=True, default=dict, help_text='answers while they are being typed')),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('saved_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('discarded_at', models.DateTimeField(blank=True, null=True)),
                        ('prepared_at', models.DateTimeField(blank=True, help_text='by the portal, overnight', null=True)),
                        ('opened_at', models.DateTimeField(blank=True, help_text='when what was prepared was first looked at', null=True)),
                        ('node', models.CharField(blank=True, help_text='its step of the one-thing bundle', max_length=40)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='accounts.authority')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='accounts.company')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.serviceitem')),
                        ('parent', models.ForeignKey(blank=True, help_text='the one-thing application this item was handed in with', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='licensing.application')),
                        ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Night',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField(unique=True)),
                        ('found', models.PositiveIntegerField()),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='WarningRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField(unique=True)),
                        ('warned', models.PositiveIntegerField()),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AllocationEdition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('document', models.JSONField()),
                        ('note', models.CharField(help_text='what changes, and why', max_length=300)),
                        ('in_force_from', models.DateField(help_text='the day its writer wants')),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('division', models.CharField(help_text='of the authority whose rules these are', max_length=12)),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AllocationRelease',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(help_text='from when it counts: never before the day it was released')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='licensing.allocationedition')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CaseStanding',
                    fields=[
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='standing', serialize=False, to='licensing.application')),
                        ('at', models.CharField(choices=[('withdrawn', 'Withdrawn'), ('terminated', 'Terminated'), ('not-accepted', 'Not accepted'), ('granted', 'Granted'), ('refused', 'Refused'), ('bundle-done', 'Every item closed'), ('bundle-in-hand', 'In hand'), ('accepted', 'Accepted'), ('to-be-corrected', 'To be corrected'), ('received', 'Received')], max_length=15)),
                        ('receipt_number', models.CharField(help_text='as its submission says', max_length=30, unique=True)),
                        ('submitted_at', models.DateTimeField(help_text='as its submission says: registers are read in this order')),
                        ('ended_at', models.DateTimeField(help_text='when it was decided, withdrawn, or ended otherwise', null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='Amendment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('answers', accounts.sealing.SealedJSONField(default=dict)),
                        ('answers_digest', models.CharField(max_length=64)),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='amendment', to='licensing.application')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AfterGrantProcess',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', related_query_name='aftergrantprocess', to='licensing.application')),
                    ],
                    options={
                        'abstract': False,
                    },
                    bases=(licensing.flow.models.OfAnApplication, 'viewflow.process'),
                ),
                migrations.CreateModel(
                    name='Attachment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('material', models.CharField(max_length=60)),
                        ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('removed_at', models.DateTimeField(blank=True, null=True)),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='licensing.application')),
                        ('upload', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='BundleProcess',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='bundle_process', to='licensing.application')),
                    ],
                    options={
                        'abstract': False,
                    },
                    bases=(licensing.flow.models.OfAnApplication, 'viewflow.process'),
                ),
                migrations.CreateModel(
                    name='CaseMark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('flag', models.CharField(blank=True, choices=[('red', 'Red: urgent'), ('yellow', 'Yellow: ask someone'), ('blue', 'Blue: waiting for something'), ('green', 'Green: ready to act')], max_length=6)),
                        ('follow_on', models.DateField(blank=True, help_text='the day it is put before them again', null=True)),
                        ('words', accounts.sealing.SealedTextField(blank=True)),
                        ('marked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='licensing.application')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='case_marks', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='Certificate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('licence', 'Road transport operating licence'), ('vehicle', 'Vehicle operating certificate'), ('result', 'Certificate')], max_length=8)),
                        ('number', models.CharField(max_length=40)),
                        ('version', models.PositiveSmallIntegerField(default=1, help_text='1 as first issued; change and renewal add one')),
                        ('check_code', models.CharField(db_index=True, max_length=8)),
                        ('identifier', models.CharField(help_text='e-certificate identifier (GB/T 36904)', max_length=80, unique=True)),
                        ('subject', models.CharField(help_text='"licence", plate and colour of the vehicle, or the name of the certificate', max_length=100)),
                        ('holder_name', models.CharField(db_index=True, max_length=100)),
                        ('plate', models.CharField(blank=True, db_index=True, max_length=10)),
                        ('particulars', models.JSONField(default=dict, help_text='everything printed on it')),
                        ('issued_on', models.DateField()),
                        ('issued_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField()),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='accounts.authority')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='accounts.company')),
                        ('replaces', models.OneToOneField(blank=True, help_text='earlier version', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='licensing.certificate')),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='CertificateCopy',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('copy', models.CharField(choices=[('original', 'Original'), ('duplicate', 'Duplicate')], max_length=10)),
                        ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='licensing.certificate')),
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                    ],
                ),
                migrations.CreateModel(
                    name='Commitment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('statements', models.JSONField(help_text='exact words in zh-Hans and when each was affirmed: [{order, code, zh, affirmed_at}]')),
                        ('notice_text', models.JSONField(default=list, help_text='the notice as it was told, in zh-Hans: [[heading, text]]')),
                        ('answers_digest', models.CharField(help_text='digest of the answers it was made over', max_length=64)),
                        ('signed_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='licensing.application')),
                        ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.notice')),
                        ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CosignRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.CharField(help_text='of all that is to be signed: answers, look-ups, files', max_length=16)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('expires_at', models.DateTimeField()),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cosign_requests', to='licensing.application')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('asked_of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('question', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cosign_request', to='post.codedquestion')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CosignAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('commitment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cosigned', to='licensing.commitment')),
                        ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='licensing.cosignrequest')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CounterVisit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('right', models.CharField(choices=[('representative', 'The legal representative, by the business register'), ('paper', 'Delegated: the signed and sealed delegation was shown'), ('tablet', 'Delegated: the legal representative is present, too, and signs here'), ('oneself', 'In their own name')], max_length=14)),
                        ('delegated_until', models.DateField(null=True)),
                        ('delegated_by', models.CharField(blank=True, help_text='the legal representative in the register then', max_length=40)),
                        ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('until', models.DateTimeField(help_text='when it ends by itself, the same day')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('clerk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.company')),
                        ('delegation', models.ForeignKey(help_text='the paper, or the signature', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                        ('matter', models.ForeignKey(help_text='the case handed in before that a delegation names, too; none: it is for applying', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.application')),
                        ('visitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counter_visits', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CounterSignature',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.CharField(help_text='of all that was shown: answers, look-ups, files', max_length=16)),
                        ('act', models.CharField(blank=True, help_text='the act after handing in that was signed, by its name', max_length=12)),
                        ('shown', models.TextField(blank=True, help_text='what stood above the signature of such an act, files by digest')),
                        ('signed_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('amendment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='by_hand', to='licensing.amendment')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counter_signatures', to='licensing.application')),
                        ('commitment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='by_hand', to='licensing.commitment')),
                        ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='licensing.countervisit')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CounterVisitEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ended_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('visit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='licensing.countervisit')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CreditEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ground', models.CharField(choices=[('deceit', 'Obtained by deceit (art. 79)'), ('false-application', 'False materials when applying (art. 78)'), ('unmended', 'A promise was not put right in time')], default='deceit', max_length=20)),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('reasons', models.TextField()),
                        ('barred_until', models.DateField(null=True)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.application')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_entries', to='accounts.company')),
                        ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'credit entries',
                    },
                ),
                migrations.CreateModel(
                    name='CreditLifted',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('lifted_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('reasons', models.TextField()),
                        ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='lifted', to='licensing.creditentry')),
                        ('lifted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CreditRepair',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('repaired_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('document', models.CharField(help_text='number of the decision on repair', max_length=60)),
                        ('dated', models.DateField(help_text='of the decision on repair')),
                        ('reasons', models.TextField(help_text='what was put right')),
                        ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='repair', to='licensing.creditentry')),
                        ('repaired_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Decision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('outcome', models.CharField(choices=[('granted', 'Granted'), ('refused', 'Refused')], max_length=8)),
                        ('reasons', models.TextField(blank=True)),
                        ('articles', models.TextField(blank=True, help_text='the articles a refusal rests on')),
                        ('decided_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('is_for_falsehood', models.BooleanField(default=False, help_text='refused for false materials, with a warning (Licensing Law art. 78)')),
                        ('is_deemed', models.BooleanField(default=False, help_text='renewal undecided at expiry (Licensing Law art. 50)')),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='licensing.application')),
                        ('decided_by', models.ForeignKey(help_text='nobody: granted by force of law', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.AddField(
                    model_name='certificate',
                    name='decision',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='licensing.decision'),
                ),
                migrations.CreateModel(
                    name='Delivery',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('way', models.CharField(choices=[('electronic', 'Electronic'), ('post', 'By post'), ('counter', 'At the counter')], max_length=10)),
                        ('delivered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('note', models.CharField(blank=True, help_text='who received it, or the tracking number', max_length=200)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='delivery', to='licensing.application')),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Escalation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('limit', models.CharField(help_text='which limit: completeness, promise, decision, delivery …', max_length=30)),
                        ('due', models.DateField()),
                        ('noticed_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='licensing.application')),
                    ],
                ),
                migrations.CreateModel(
                    name='Evidence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('material', models.CharField(max_length=60)),
                        ('registry', models.CharField(max_length=40)),
                        ('subject_label', models.CharField(help_text='whom or what it is about, masked', max_length=200)),
                        ('key_digest', accounts.sealing.BlindIndexField(max_length=64)),
                        ('purpose', models.JSONField(default=dict, help_text='item, case and legal basis')),
                        ('triggered_by', models.CharField(max_length=60)),
                        ('requested_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField()),
                        ('outcome', models.CharField(max_length=12)),
                        ('reason', models.CharField(blank=True, max_length=30)),
                        ('source_version', models.CharField(blank=True, max_length=60)),
                        ('as_of', models.DateTimeField(blank=True, null=True)),
                        ('answer_digest', models.CharField(blank=True, max_length=64)),
                        ('fields', accounts.sealing.SealedJSONField(default=dict, help_text='the fields taken over')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='licensing.application')),
                    ],
                ),
                migrations.CreateModel(
                    name='ExtensionRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reasons', models.TextField()),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extension_requests', to='licensing.application')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ExtensionDenial',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField(blank=True)),
                        ('denied_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('denied_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='denial', to='licensing.extensionrequest')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ExternalStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('node', models.CharField(max_length=40)),
                        ('how', models.CharField(choices=[('looked-up', 'Told by the registry'), ('stated', 'Stated by the applicant')], max_length=10)),
                        ('evidence', models.TextField(blank=True, help_text='evidence numbers')),
                        ('done_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='external_steps', to='licensing.application')),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='FactCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('material', models.CharField(max_length=60)),
                        ('subject_label', models.CharField(help_text='whom or what it is about, masked', max_length=200)),
                        ('key_digest', accounts.sealing.BlindIndexField(max_length=64)),
                        ('covers', models.CharField(help_text='digest of what was stated, brought and known', max_length=64)),
                        ('basis', models.TextField(help_text='on what it was checked')),
                        ('checked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fact_checks', to='licensing.application')),
                        ('checked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Forewarning',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('limit', models.CharField(max_length=20)),
                        ('due', models.DateField()),
                        ('days', models.PositiveSmallIntegerField(help_text='the step of warnings.json it is')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forewarnings', to='licensing.application')),
                    ],
                ),
                migrations.CreateModel(
                    name='Found',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='found', to='licensing.application')),
                        ('evidence', models.ManyToManyField(related_name='found', to='licensing.evidence')),
                        ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.requirement')),
                    ],
                    options={
                        'verbose_name_plural': 'found',
                    },
                ),
                migrations.CreateModel(
                    name='HearingOffer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ask_by', models.DateField(db_index=True)),
                        ('told_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='hearing_offer', to='licensing.application')),
                        ('told_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='HearingAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('wants_hearing', models.BooleanField()),
                        ('words', models.TextField(blank=True)),
                        ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('hold_by', models.DateField(null=True)),
                        ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('offer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='licensing.hearingoffer')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='HearingRecord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('held_on', models.DateField()),
                        ('minutes', models.TextField()),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('chaired_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('offer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='record', to='licensing.hearingoffer')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Inquiry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('end', models.CharField(choices=[('revocation', 'Revocation (撤销): granted wrongly or by deceit'), ('retraction', 'Withdrawal (撤回): law or facts changed'), ('penalty', 'Cancellation (吊销): a penalty'), ('striking-off', 'Striking off (注销): expiry, end of the holder, or after any of the others')], max_length=14)),
                        ('is_untrue', models.BooleanField(default=False, help_text='deceit: credit file, and barred for years (art. 79)')),
                        ('is_unmended', models.BooleanField(default=False, help_text='a promise not mended in time: credit file, no bar')),
                        ('finding', models.TextField(blank=True, help_text="what was found, in the officials' words: the facts of the letter")),
                        ('reasons', models.TextField()),
                        ('articles', models.TextField()),
                        ('answer_by', models.DateField(db_index=True)),
                        ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='licensing.application')),
                        ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'inquiries',
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='InquiryHearing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('held_on', models.DateField()),
                        ('minutes', models.TextField()),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('chaired_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('inquiry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='hearing', to='licensing.inquiry')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Inspection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('results', models.JSONField(help_text='[{code, zh, kept, note}] of the very statements')),
                        ('outcome', models.CharField(choices=[('kept', 'Kept'), ('rectify', 'Not kept, but can be put right: order to rectify'), ('unmended', 'Not put right in time, or still not kept'), ('untrue', 'Untrue: deceit')], max_length=8)),
                        ('notes', models.TextField(blank=True)),
                        ('inspected_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('rectify_by', models.DateField(db_index=True, null=True)),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('photos', models.ManyToManyField(related_name='+', to='materials.upload')),
                        ('second_officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.AddField(
                    model_name='inquiry',
                    name='inspection',
                    field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inquiry', to='licensing.inspection'),
                ),
                migrations.CreateModel(
                    name='IssueOrder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('numbers', models.JSONField(default=dict, help_text='kind and subject -> the number the letter of the grant tells')),
                        ('ordered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('registered_at', models.DateTimeField(blank=True, help_text='numbers drawn and effects carried out', null=True)),
                        ('completed_at', models.DateTimeField(blank=True, null=True)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('last_attempt_at', models.DateTimeField(blank=True, null=True)),
                        ('last_error', models.CharField(blank=True, max_length=200)),
                        ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='issue_order', to='licensing.decision')),
                    ],
                ),
                migrations.CreateModel(
                    name='Letter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=licensing.decisions.models.letters.named_kinds, max_length=14)),
                        ('template_version', models.PositiveSmallIntegerField(default=1, help_text='version of the text it was made from')),
                        ('number', models.CharField(max_length=40, unique=True)),
                        ('title', models.CharField(max_length=80)),
                        ('addressee', models.CharField(max_length=120)),
                        ('paragraphs', models.JSONField(default=list)),
                        ('table', models.JSONField(default=list)),
                        ('remedies', models.TextField(blank=True)),
                        ('dated', models.DateField()),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='licensing.application')),
                        ('written_by', models.ForeignKey(help_text='nobody: written by force of law', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='InterestedParty',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100)),
                        ('reach', accounts.sealing.SealedTextField(blank=True, help_text='address or telephone: how the letters reach them')),
                        ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='licensing.hearingoffer')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                    ],
                    options={
                        'verbose_name_plural': 'interested parties',
                        'ordering': ['id'],
                    },
                ),
                migrations.AddField(
                    model_name='inspection',
                    name='letter',
                    field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter'),
                ),
                migrations.CreateModel(
                    name='InquirySummons',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('held_on', models.DateField()),
                        ('time', models.TimeField()),
                        ('place', models.CharField(max_length=200)),
                        ('told_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('chair', models.ForeignKey(help_text='who holds it, as told', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='summons', to='licensing.inquiry')),
                        ('told_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                    ],
                    options={
                        'verbose_name_plural': 'inquiry summons',
                        'ordering': ['id'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='InquiryDecision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ends', models.BooleanField()),
                        ('reasons', models.TextField(blank=True)),
                        ('compensation', models.CharField(blank=True, help_text='withdrawal: what is paid (art. 8)', max_length=300)),
                        ('legal_review', models.CharField(blank=True, help_text='penalty: who reviewed it in law, when and how (Penalty Law art. 58)', max_length=300)),
                        ('discussed', models.CharField(blank=True, help_text='penalty: when its heads discussed it, and who (Penalty Law art. 57)', max_length=300)),
                        ('decided_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('inquiry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='licensing.inquiry')),
                        ('letter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='inquiry',
                    name='letter',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter'),
                ),
                migrations.CreateModel(
                    name='HearingSummons',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('held_on', models.DateField()),
                        ('time', models.TimeField()),
                        ('place', models.CharField(max_length=200)),
                        ('told_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('chair', models.ForeignKey(help_text='who holds it, as told', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='summons', to='licensing.hearingoffer')),
                        ('told_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                    ],
                    options={
                        'verbose_name_plural': 'hearing summons',
                        'ordering': ['id'],
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='hearingoffer',
                    name='letter',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter'),
                ),
                migrations.CreateModel(
                    name='Extension',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('days', models.PositiveSmallIntegerField()),
                        ('reasons', models.TextField()),
                        ('approved_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='extension', to='licensing.application')),
                        ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('request', models.OneToOneField(help_text='none before 0.2', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='extension', to='licensing.extensionrequest')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Ending',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('not-needed', 'No licence is needed'), ('not-competent', 'Another authority is competent'), ('incomplete', 'Still incomplete after the correction request'), ('unanswered', 'Terminated: the correction request was not answered'), ('died', 'Terminated: the applicant died, or lost legal capacity'), ('ended', 'Terminated: the applicant came to its end')], max_length=14)),
                        ('reasons', models.TextField(blank=True)),
                        ('articles', models.TextField(blank=True)),
                        ('competent_body', models.CharField(blank=True, max_length=100)),
                        ('ended_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ending', to='licensing.application')),
                        ('ended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='DirectEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('end', models.CharField(choices=[('revocation', 'Revocation (撤销): granted wrongly or by deceit'), ('retraction', 'Withdrawal (撤回): law or facts changed'), ('penalty', 'Cancellation (吊销): a penalty'), ('striking-off', 'Striking off (注销): expiry, end of the holder, or after any of the others')], max_length=14)),
                        ('reasons', models.TextField()),
                        ('articles', models.TextField()),
                        ('grounds', models.JSONField(default=list)),
                        ('decided_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='direct_ends', to='licensing.application')),
                        ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.AddField(
                    model_name='decision',
                    name='letter',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter'),
                ),
                migrations.CreateModel(
                    name='CorrectionRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('points', models.JSONField(help_text='[{section, row, field, material, label, words}]: a field of the form, or a material')),
                        ('answer_by', models.DateField(db_index=True)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='licensing.application')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CertificateState',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('in-force', 'In force'), ('suspended', 'Suspended'), ('superseded', 'Superseded'), ('revoked', 'Revoked'), ('withdrawn', 'Withdrawn by the authority'), ('cancelled', 'Cancelled as a penalty'), ('struck-off', 'Struck off'), ('expired', 'Expired'), ('unclear', 'Being checked')], max_length=10)),
                        ('since', models.DateTimeField(default=django.utils.timezone.now)),
                        ('reason', models.TextField(blank=True)),
                        ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='states', to='licensing.certificate')),
                        ('superseded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.certificate')),
                        ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                    ],
                ),
                migrations.CreateModel(
                    name='Acceptance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('accepted_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('is_deemed', models.BooleanField(default=False, help_text='not told in time: accepted by force of law')),
                        ('grounds', models.JSONField(default=list, help_text='why no person was needed, when it was accepted by rule: [{code, count}]')),
                        ('accepted_by', models.ForeignKey(help_text='nobody: deemed accepted, or by rule', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='acceptance', to='licensing.application')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                    ],
                ),
                migrations.CreateModel(
                    name='LetterCorrection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('wrong', models.CharField(max_length=60)),
                        ('right', models.CharField(max_length=60)),
                        ('reasons', models.TextField()),
                        ('corrected_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('corrected_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                        ('original', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='licensing.letter')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='LicensingProcess',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='process', to='licensing.application')),
                    ],
                    options={
                        'abstract': False,
                    },
                    bases=(licensing.flow.models.OfAnApplication, 'viewflow.process'),
                ),
                migrations.CreateModel(
                    name='Misprint',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('particular', models.CharField(max_length=20)),
                        ('wrong', models.CharField(max_length=60)),
                        ('right', models.CharField(max_length=60)),
                        ('reasons', models.TextField()),
                        ('corrected_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='misprint', to='licensing.certificate')),
                        ('corrected_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                        ('successor', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='corrects', to='licensing.certificate')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Offer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rule', models.CharField(max_length=40)),
                        ('edition', models.CharField(max_length=20)),
                        ('about', models.JSONField(help_text='plates of the vehicles, else numbers of the certificates, it renews')),
                        ('proof', models.JSONField(help_text='[{material, evidence, outcome, answered_at}]')),
                        ('answers_digest', models.CharField(help_text='of everything it would hand in', max_length=64)),
                        ('until', models.DateField(help_text='the last day: what it renews expires')),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='offer', to='licensing.application')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='accounts.company')),
                    ],
                ),
                migrations.CreateModel(
                    name='OfferEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('how', models.CharField(choices=[('signed', 'Signed and handed in'), ('by-hand', 'Taken up as a draft'), ('stale', 'What is known has changed since'), ('lapsed', 'The day passed')], max_length=8)),
                        ('why', models.CharField(blank=True, choices=[('rule', 'the rule is no longer in force'), ('unproved', 'not everything is still proved'), ('otherwise', 'a register says something else'), ('taken', 'another application names the same vehicle')], max_length=9)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('offer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='licensing.offer')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PartyAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('wants_hearing', models.BooleanField()),
                        ('words', models.TextField(blank=True)),
                        ('hold_by', models.DateField(null=True)),
                        ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('party', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='licensing.interestedparty')),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Pause',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ground', models.CharField(choices=[('hearing', 'Hearing'), ('expert-review', 'Expert review, test or examination')], max_length=14)),
                        ('expected_days', models.PositiveSmallIntegerField(help_text='working days, as told to the applicant')),
                        ('since', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='licensing.application')),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Place',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=120, unique=True)),
                        ('licence', models.CharField(db_index=True, help_text='kind of licence, or "vehicle"', max_length=40)),
                        ('holder_name', models.CharField(max_length=100)),
                        ('number', models.CharField(db_index=True, help_text='of the certificate that holds it', max_length=40)),
                        ('version', models.PositiveSmallIntegerField(default=1)),
                        ('valid_to', models.DateField(db_index=True)),
                        ('is_suspended', models.BooleanField(default=False)),
                        ('vehicle_type', models.CharField(blank=True, help_text="as printed on the vehicle's certificate", max_length=60)),
                        ('since', models.DateTimeField(default=django.utils.timezone.now)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='accounts.company')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ProcedureChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('to', models.CharField(choices=[('commitment', 'Notification and commitment'), ('ordinary', 'Ordinary procedure')], max_length=10)),
                        ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='procedure_change', to='licensing.application')),
                        ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Promised',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('promised_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promised', to='licensing.application')),
                        ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.requirement')),
                    ],
                    options={
                        'verbose_name_plural': 'promised',
                    },
                ),
                migrations.CreateModel(
                    name='Publication',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('published_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('entry', models.JSONField(default=dict)),
                        ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='licensing.decision')),
                    ],
                ),
                migrations.CreateModel(
                    name='Rectification',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField()),
                        ('reported_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('inspection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='rectification', to='licensing.inspection')),
                        ('proofs', models.ManyToManyField(related_name='+', to='materials.upload')),
                        ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RemedyOutcome',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('way', models.CharField(choices=[('reconsideration', 'Administrative reconsideration'), ('suit', 'Administrative suit')], max_length=16)),
                        ('body', models.CharField(max_length=100)),
                        ('document', models.CharField(max_length=80)),
                        ('dated', models.DateField()),
                        ('received_on', models.DateField()),
                        ('outcome', models.CharField(choices=[('stands', 'Upheld or dismissed (维持、驳回): the decision stands'), ('annulled', 'Annulled (撤销)'), ('anew', 'Annulled, to be decided anew (撤销并责令重作)'), ('changed', 'Changed (变更)'), ('unlawful', 'Found unlawful (确认违法): the decision stands'), ('ended', 'Ended or withdrawn (终止、撤诉)')], max_length=10)),
                        ('words', models.TextField()),
                        ('undoes', models.BooleanField()),
                        ('anew_by', models.DateField(null=True)),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remedies', to='licensing.application')),
                        ('attacked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='licensing.letter')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='DecidedAnew',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                        ('remedy', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decided', to='licensing.remedyoutcome')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RemedyReply',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('way', models.CharField(choices=[('reconsideration', 'Administrative reconsideration'), ('suit', 'Administrative suit')], max_length=16)),
                        ('body', models.CharField(max_length=100)),
                        ('document', models.CharField(help_text='by which the body or court asked for the answer', max_length=80)),
                        ('received_on', models.DateField()),
                        ('answer_by', models.DateField()),
                        ('words', models.TextField()),
                        ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remedy_replies', to='licensing.application')),
                        ('attacked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='licensing.letter')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                    ],
                    options={
                        'verbose_name_plural': 'remedy replies',
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Resumption',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('result', models.TextField(blank=True)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pause', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='resumption', to='licensing.pause')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Review',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.CharField(default='review', max_length=20)),
                        ('recommendation', models.CharField(choices=[('grant', 'Grant'), ('refuse', 'Refuse')], max_length=8)),
                        ('opinion', models.TextField()),
                        ('reviewed_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='licensing.application')),
                        ('reviewed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Sample',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('model', models.CharField(max_length=20)),
                        ('authorities', models.JSONField(help_text='keys of the authorities whose cases they are')),
                        ('filters', models.CharField(blank=True, help_text='of the register, as in its address', max_length=300)),
                        ('seed', models.CharField(max_length=64)),
                        ('is_seed_given', models.BooleanField(default=False, help_text='typed by whoever drew; otherwise made at random')),
                        ('size', models.PositiveIntegerField()),
                        ('population', models.PositiveIntegerField(help_text='of how many')),
                        ('digest', models.CharField(help_text='SHA-256 of all receipt numbers it was drawn from', max_length=64)),
                        ('drawn', models.JSONField(help_text='receipt numbers, in the order of the draw')),
                        ('purpose', models.CharField(max_length=80)),
                        ('drawn_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Service',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('way', models.CharField(choices=[('agreed', 'Electronically, as agreed'), ('opened', 'Opened in the portal by the addressee'), ('in-person', 'Handed over in person'), ('post', 'By post, with acknowledgement of receipt'), ('left', 'Left at the address before witnesses'), ('notice', 'By public notice, its period over')], max_length=9)),
                        ('served_on', models.DateField(db_index=True)),
                        ('proof', models.CharField(blank=True, help_text='number of the post, who signed, witnesses, notice', max_length=200)),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('acknowledgement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='service', to='licensing.letter')),
                        ('recorded_by', models.ForeignKey(help_text='nobody: the portal, as agreed', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ServiceConsent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agrees', models.BooleanField()),
                        ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='service_consents', to='licensing.application')),
                        ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SiteCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('checked_on', models.DateField()),
                        ('passed', models.BooleanField()),
                        ('findings', models.TextField()),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='site_check', to='licensing.application')),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('photos', models.ManyToManyField(related_name='+', to='materials.upload')),
                        ('second_officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='Statement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField()),
                        ('wants_hearing', models.BooleanField(default=False)),
                        ('stated_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('inquiry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='statement', to='licensing.inquiry')),
                        ('proofs', models.ManyToManyField(related_name='+', to='materials.upload')),
                        ('stated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Submission',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('receipt_number', models.CharField(max_length=30, unique=True)),
                        ('submitted_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('answers', accounts.sealing.SealedJSONField(default=dict)),
                        ('answers_digest', models.CharField(max_length=64)),
                        ('typed', models.PositiveIntegerField(help_text='answers a person gave; empty where copied', null=True)),
                        ('seconds', models.PositiveIntegerField(help_text='from the first click to handing in', null=True)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='submission', to='licensing.application')),
                        ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='CounterSubmission',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('signature', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handed_in', to='licensing.countersignature')),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='licensing.countervisit')),
                        ('submission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='at_counter', to='licensing.submission')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SubmittedVehicle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('plate', models.CharField(blank=True, db_index=True, max_length=10)),
                        ('plate_colour', models.CharField(blank=True, max_length=20)),
                        ('vin', models.CharField(blank=True, db_index=True, max_length=17)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vehicles', to='licensing.application')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='TakeOver',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('answers', accounts.sealing.SealedJSONField(default=dict)),
                        ('changes', accounts.sealing.SealedJSONField(default=dict, help_text='{changes: [{label, before, after, evidence}]}')),
                        ('taken_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='takeovers', to='licensing.application')),
                        ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.AddField(
                    model_name='application',
                    name='taken_over',
                    field=models.ForeignKey(blank=True, help_text='the newest particulars an official took over from a registry', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.takeover'),
                ),
                migrations.CreateModel(
                    name='TalkFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='post.talkmessage')),
                        ('upload', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Transfer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('transferred_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='licensing.application')),
                        ('from_authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.letter')),
                        ('to_authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('transferred_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Turn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rule', models.CharField(max_length=40)),
                        ('look_on', models.DateField(db_index=True)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.company')),
                    ],
                ),
                migrations.CreateModel(
                    name='TypedAtCounter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('began_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='typed_at_counter', to='licensing.application')),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='typed', to='licensing.countervisit')),
                    ],
                ),
                migrations.CreateModel(
                    name='VehicleAgreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('plate', models.CharField(max_length=10)),
                        ('plate_colour', models.CharField(max_length=20)),
                        ('kind', models.CharField(choices=[('hire', '租赁'), ('financing', '融资租赁')], max_length=10)),
                        ('lessor', models.CharField(max_length=100)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(db_index=True)),
                        ('kept_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='licensing.application')),
                        ('check_by_hand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.factcheck')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.company')),
                    ],
                ),
                migrations.CreateModel(
                    name='Verification',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('standing', models.CharField(blank=True, help_text='credit code at the grant: green, yellow, red', max_length=10)),
                        ('method', models.CharField(choices=[('data', 'Data check only'), ('on-site', 'On site, by two officers')], max_length=8)),
                        ('days', models.PositiveSmallIntegerField(help_text='from the decision')),
                        ('in_working_days', models.BooleanField(default=True)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='verification', to='licensing.application')),
                        ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.commitment')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='inspection',
                    name='verification',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='licensing.verification'),
                ),
                migrations.CreateModel(
                    name='VisitReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.CharField(choices=[('site_check', 'Check on site (two officers)'), ('verify', 'Verify the commitment')], max_length=20)),
                        ('record', models.JSONField(help_text='what was seen, as the form of the step has it')),
                        ('filed_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visit_reports', to='licensing.application')),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('photos', models.ManyToManyField(related_name='+', to='materials.upload')),
                        ('second_officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='VisitAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agrees', models.BooleanField()),
                        ('words', models.TextField(blank=True)),
                        ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='licensing.visitreport')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Waiver',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('granted_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waivers', to='licensing.application')),
                        ('evidence', models.ManyToManyField(related_name='waivers', to='licensing.evidence')),
                        ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.requirement')),
                    ],
                ),
                migrations.CreateModel(
                    name='Withdrawal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(blank=True, max_length=300)),
                        ('withdrawn_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='licensing.application')),
                        ('withdrawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Allocation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.PositiveSmallIntegerField()),
                        ('rule', models.CharField(max_length=60)),
                        ('load', models.PositiveIntegerField(help_text='how many open steps the person had')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('instead_of', models.ForeignKey(help_text='who is away, and has this deputy', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('task', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='viewflow.task')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('person', models.F('instead_of')), _negated=True), name='a_deputy_is_somebody_else')],
                    },
                ),
                migrations.AddConstraint(
                    model_name='allocationedition',
                    constraint=models.UniqueConstraint(fields=('division', 'number'), name='one_allocation_per_edition'),
                ),
                migrations.AddConstraint(
                    model_name='allocationrelease',
                    constraint=models.CheckConstraint(condition=models.Q(('by', models.F('written_by')), _negated=True), name='allocationrelease_is_by_a_second_person'),
                ),
                migrations.AddIndex(
                    model_name='casestanding',
                    index=models.Index(fields=['-submitted_at', '-application'], name='standing_newest'),
                ),
                migrations.AddIndex(
                    model_name='casestanding',
                    index=models.Index(fields=['at', '-submitted_at', '-application'], name='standing_newest_of'),
                ),
                migrations.AddIndex(
                    model_name='casestanding',
                    index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['-submitted_at', '-application'], name='standing_open'),
                ),
                migrations.AddIndex(
                    model_name='casemark',
                    index=models.Index(condition=models.Q(('follow_on__isnull', False)), fields=['person', 'follow_on'], name='to_follow_up'),
                ),
                migrations.AddConstraint(
                    model_name='casemark',
                    constraint=models.UniqueConstraint(fields=('person', 'application'), name='one_mark_per_person_and_case'),
                ),
                migrations.AddConstraint(
                    model_name='casemark',
                    constraint=models.CheckConstraint(condition=models.Q(('flag', ''), ('follow_on', None), ('words', ''), _negated=True), name='a_mark_says_something'),
                ),
                migrations.AddConstraint(
                    model_name='certificatecopy',
                    constraint=models.UniqueConstraint(fields=('certificate', 'copy'), name='one_file_per_copy'),
                ),
                migrations.AddIndex(
                    model_name='countervisit',
                    index=models.Index(fields=['clerk', '-id'], name='licensing_c_clerk_i_413401_idx'),
                ),
                migrations.AddConstraint(
                    model_name='countervisit',
                    constraint=models.CheckConstraint(condition=models.Q(('clerk', models.F('visitor')), _negated=True), name='nobody_visits_themselves'),
                ),
                migrations.AddConstraint(
                    model_name='countervisit',
                    constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('opened_at'))), name='a_visit_lasts'),
                ),
                migrations.AddConstraint(
                    model_name='countervisit',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('delegated_until__isnull', False), ('delegation__isnull', False), ('right__in', ('paper', 'tablet'))), models.Q(('delegated_until', None), ('delegation', None), ('matter', None), ('right__in', ('representative', 'oneself'))), _connector='OR'), name='a_delegation_is_shown'),
                ),
                migrations.AddConstraint(
                    model_name='countersignature',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', ''), ('shown', '')), models.Q(models.Q(('act', ''), _negated=True), models.Q(('shown', ''), _negated=True), ('amendment', None), ('commitment', None)), _connector='OR'), name='an_act_is_signed_as_shown'),
                ),
                migrations.AddIndex(
                    model_name='certificate',
                    index=models.Index(fields=['authority', '-id'], name='licensing_c_authori_bb05cd_idx'),
                ),
                migrations.AddIndex(
                    model_name='certificate',
                    index=models.Index(fields=['company', '-id'], name='licensing_c_company_e3b61f_idx'),
                ),
                migrations.AddIndex(
                    model_name='certificate',
                    index=models.Index(fields=['authority', 'issued_on', 'id'], name='licensing_c_authori_b38d86_idx'),
                ),
                migrations.AddIndex(
                    model_name='certificate',
                    index=models.Index(fields=['authority', 'valid_to', 'id'], name='licensing_c_authori_a8eca2_idx'),
                ),
                migrations.AddIndex(
                    model_name='certificate',
                    index=models.Index(fields=['issued_on', 'id'], name='licensing_c_issued__33c521_idx'),
                ),
                migrations.AddIndex(
                    model_name='certificate',
                    index=models.Index(fields=['valid_to', 'id'], name='licensing_c_valid_t_75a42d_idx'),
                ),
                migrations.AddIndex(
                    model_name='certificate',
                    index=models.Index(fields=['holder_name', 'id'], name='licensing_c_holder__7ea74d_idx'),
                ),
                migrations.AddIndex(
                    model_name='certificate',
                    index=models.Index(condition=models.Q(('kind', 'vehicle')), fields=['issued_on'], name='vehicles_by_day'),
                ),
                migrations.AddIndex(
                    model_name='certificate',
                    index=accounts.typed.searching.SearchIndex(fields=['number'], name='number_begins', way='({column} text_pattern_ops)'),
                ),
                migrations.AddIndex(
                    model_name='certificate',
                    index=accounts.typed.searching.SearchIndex(fields=['number'], name='number_by_first_digits', way="((regexp_replace({column}, '[^0-9]', '', 'g')) text_pattern_ops)"),
                ),
                migrations.AddIndex(
                    model_name='certificate',
                    index=accounts.typed.searching.SearchIndex(fields=['number'], name='number_by_last_digits', way="(reverse(regexp_replace({column}, '[^0-9]', '', 'g')) text_pattern_ops)"),
                ),
                migrations.AddIndex(
                    model_name='certificate',
                    index=accounts.typed.searching.SearchIndex(fields=['holder_name'], name='holder_by_pairs', way='USING gin (character_pairs({column}))'),
                ),
                migrations.AddConstraint(
                    model_name='certificate',
                    constraint=models.UniqueConstraint(fields=('decision', 'kind', 'subject', 'version'), name='issued_once'),
                ),
                migrations.AddConstraint(
                    model_name='certificate',
                    constraint=models.UniqueConstraint(fields=('number', 'version'), name='one_certificate_per_version'),
                ),
                migrations.AddIndex(
                    model_name='escalation',
                    index=models.Index(fields=['-noticed_at'], name='licensing_e_noticed_2793ac_idx'),
                ),
                migrations.AddIndex(
                    model_name='escalation',
                    index=models.Index(fields=['due', 'id'], name='licensing_e_due_a35633_idx'),
                ),
                migrations.AddConstraint(
                    model_name='escalation',
                    constraint=models.UniqueConstraint(fields=('application', 'limit', 'due'), name='escalated_once'),
                ),
                migrations.AddIndex(
                    model_name='evidence',
                    index=models.Index(fields=['application', 'material', 'key_digest', '-id'], name='licensing_e_applica_a4b426_idx'),
                ),
                migrations.AddIndex(
                    model_name='evidence',
                    index=models.Index(fields=['key_digest', '-id'], name='licensing_e_key_dig_95c253_idx'),
                ),
                migrations.AddIndex(
                    model_name='evidence',
                    index=models.Index(fields=['triggered_by', 'requested_at'], name='licensing_e_trigger_5d0840_idx'),
                ),
                migrations.AddIndex(
                    model_name='evidence',
                    index=models.Index(fields=['answered_at'], name='licensing_e_answere_68f214_idx'),
                ),
                migrations.AddConstraint(
                    model_name='externalstep',
                    constraint=models.UniqueConstraint(fields=('application', 'node'), name='one_external_step'),
                ),
                migrations.AddConstraint(
                    model_name='factcheck',
                    constraint=models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='fact_check_says_on_what'),
                ),
                migrations.AddConstraint(
                    model_name='forewarning',
                    constraint=models.UniqueConstraint(fields=('application', 'limit', 'due', 'days'), name='one_warning_per_limit'),
                ),
                migrations.AddConstraint(
                    model_name='found',
                    constraint=models.UniqueConstraint(fields=('application', 'requirement'), name='one_finding_per_requirement'),
                ),
                migrations.AddIndex(
                    model_name='issueorder',
                    index=models.Index(fields=['completed_at', 'ordered_at'], name='licensing_i_complet_0e5349_idx'),
                ),
                migrations.AddConstraint(
                    model_name='letter',
                    constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ('pause', 'hearing', 'summons', 'transfer', 'verified', 'rectification', 'defence', 'revocation', 'retraction', 'penalty', 'striking-off', 'clerical', 'remedy', 'reply')), _negated=True), fields=('application', 'kind'), name='one_letter_of_a_kind'),
                ),
                migrations.AddIndex(
                    model_name='decision',
                    index=models.Index(fields=['-decided_at'], name='licensing_d_decided_850be9_idx'),
                ),
                migrations.AddIndex(
                    model_name='decision',
                    index=models.Index(condition=models.Q(('is_deemed', True)), fields=['application'], name='decision_deemed'),
                ),
                migrations.AddIndex(
                    model_name='certificatestate',
                    index=models.Index(fields=['certificate', '-id'], name='licensing_c_certifi_abaad5_idx'),
                ),
                migrations.AddIndex(
                    model_name='certificatestate',
                    index=models.Index(fields=['state', 'certificate'], name='licensing_c_state_cc2229_idx'),
                ),
                migrations.AddIndex(
                    model_name='acceptance',
                    index=models.Index(condition=models.Q(('is_deemed', True)), fields=['application'], name='acceptance_deemed'),
                ),
                migrations.AddConstraint(
                    model_name='lettercorrection',
                    constraint=models.UniqueConstraint(fields=('original', 'wrong'), name='corrected_once'),
                ),
                migrations.AddConstraint(
                    model_name='lettercorrection',
                    constraint=models.CheckConstraint(condition=models.Q(('wrong', models.F('right')), _negated=True), name='correction_changes_words'),
                ),
                migrations.AddIndex(
                    model_name='offer',
                    index=models.Index(fields=['company', '-id'], name='licensing_o_company_bf1d40_idx'),
                ),
                migrations.AddIndex(
                    model_name='place',
                    index=models.Index(fields=['company', 'licence', 'key'], name='licensing_p_company_006196_idx'),
                ),
                migrations.AddIndex(
                    model_name='place',
                    index=models.Index(fields=['company', 'licence', 'valid_to', 'id'], name='licensing_p_company_c68ca3_idx'),
                ),
                migrations.AddIndex(
                    model_name='place',
                    index=models.Index(fields=['company', 'licence', 'vehicle_type', 'key'], name='licensing_p_company_cea1ec_idx'),
                ),
                migrations.AddIndex(
                    model_name='place',
                    index=models.Index(condition=models.Q(('is_suspended', True)), fields=['company', 'licence', 'key'], name='suspended'),
                ),
                migrations.AddConstraint(
                    model_name='promised',
                    constraint=models.UniqueConstraint(fields=('application', 'requirement'), name='one_promise_per_requirement'),
                ),
                migrations.AddIndex(
                    model_name='publication',
                    index=models.Index(fields=['-published_at'], name='licensing_p_publish_5a95b6_idx'),
                ),
                migrations.AddIndex(
                    model_name='publication',
                    index=accounts.typed.searching.SearchIndex(fields=['entry'], key='uscc', name='published_by_code', way='({column} text_pattern_ops)'),
                ),
                migrations.AddIndex(
                    model_name='publication',
                    index=accounts.typed.searching.SearchIndex(fields=['entry'], key='holder', name='published_by_pairs', way='USING gin (character_pairs({column}))'),
                ),
                migrations.AddIndex(
                    model_name='publication',
                    index=accounts.typed.searching.SearchIndex(fields=['entry'], key='document', name='published_by_document', way='USING gin (character_pairs({column}))'),
                ),
                migrations.AddIndex(
                    model_name='remedyoutcome',
                    index=models.Index(fields=['anew_by'], name='licensing_r_anew_by_b968ac_idx'),
                ),
                migrations.AddConstraint(
                    model_name='remedyoutcome',
                    constraint=models.UniqueConstraint(fields=('attacked', 'document'), name='remedy_recorded_once'),
                ),
                migrations.AddConstraint(
                    model_name='remedyoutcome',
                    constraint=models.UniqueConstraint(condition=models.Q(('undoes', True)), fields=('attacked',), name='decision_undone_once'),
                ),
                migrations.AddConstraint(
                    model_name='remedyoutcome',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('anew_by__isnull', False), ('outcome', 'anew')), models.Q(models.Q(('outcome', 'anew'), _negated=True), ('anew_by__isnull', True)), _connector='OR'), name='anew_has_its_day'),
                ),
                migrations.AddConstraint(
                    model_name='remedyreply',
                    constraint=models.UniqueConstraint(fields=('attacked', 'document'), name='remedy_answered_once'),
                ),
                migrations.AddConstraint(
                    model_name='review',
                    constraint=models.UniqueConstraint(fields=('application', 'step'), name='one_opinion_per_step'),
                ),
                migrations.AddIndex(
                    model_name='sample',
                    index=models.Index(fields=['by', '-id'], name='licensing_s_by_id_0b6b0c_idx'),
                ),
                migrations.AddConstraint(
                    model_name='service',
                    constraint=models.CheckConstraint(condition=models.Q(('way__in', ('agreed', 'opened')), models.Q(('proof', ''), _negated=True), _connector='OR'), name='licensing_service_on_paper_is_shown'),
                ),
                migrations.AddConstraint(
                    model_name='sitecheck',
                    constraint=models.CheckConstraint(condition=models.Q(('officer', models.F('second_officer')), _negated=True), name='site_check_by_two'),
                ),
                migrations.AddIndex(
                    model_name='submission',
                    index=models.Index(fields=['-submitted_at'], name='licensing_s_submitt_ebaf3c_idx'),
                ),
                migrations.AddIndex(
                    model_name='application',
                    index=models.Index(fields=['company', '-id'], name='licensing_a_company_72f37c_idx'),
                ),
                migrations.AddIndex(
                    model_name='application',
                    index=models.Index(fields=['authority', '-id'], name='licensing_a_authori_026032_idx'),
                ),
                migrations.AddIndex(
                    model_name='application',
                    index=models.Index(fields=['item', 'procedure', '-id'], name='licensing_a_item_id_947739_idx'),
                ),
                migrations.AddIndex(
                    model_name='application',
                    index=models.Index(condition=models.Q(('prepared_at__isnull', False)), fields=['prepared_at'], name='prepared'),
                ),
                migrations.AddConstraint(
                    model_name='talkfile',
                    constraint=models.UniqueConstraint(fields=('message', 'upload'), name='each_file_of_a_message_once'),
                ),
                migrations.AddConstraint(
                    model_name='turn',
                    constraint=models.UniqueConstraint(fields=('company', 'rule'), name='one_turn_per_company_and_rule'),
                ),
                migrations.AddConstraint(
                    model_name='typedatcounter',
                    constraint=models.UniqueConstraint(fields=('visit', 'application'), name='typed_in_a_visit_once'),
                ),
                migrations.AddIndex(
                    model_name='vehicleagreement',
                    index=models.Index(fields=['company', 'plate', 'ends_on'], name='licensing_v_company_c7f165_idx'),
                ),
                migrations.AddConstraint(
                    model_name='vehicleagreement',
                    constraint=models.UniqueConstraint(fields=('application', 'plate', 'plate_colour'), name='one_agreement_per_vehicle'),
                ),
                migrations.AddConstraint(
                    model_name='vehicleagreement',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['hire', 'financing'])), name='agreement_of_a_known_kind'),
                ),
                migrations.AddConstraint(
                    model_name='vehicleagreement',
                    constraint=models.CheckConstraint(condition=models.Q(('lessor', ''), _negated=True), name='agreement_names_its_lessor'),
                ),
                migrations.AddConstraint(
                    model_name='vehicleagreement',
                    constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='agreement_ends_after_it_begins'),
                ),
                migrations.AddConstraint(
                    model_name='visitreport',
                    constraint=models.CheckConstraint(condition=models.Q(('officer', models.F('second_officer')), _negated=True), name='visit_by_two'),
                ),
                migrations.AddConstraint(
                    model_name='waiver',
                    constraint=models.UniqueConstraint(fields=('application', 'requirement'), name='one_waiver_per_requirement'),
                ),
            ],
        ),
    ]
