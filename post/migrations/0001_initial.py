import accounts.sealing
import django.db.models.deletion
import django.utils.timezone
import trail.first_tables
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('trail', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        trail.first_tables.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='CodedQuestion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', accounts.sealing.SealedTextField()),
                        ('code_digest', accounts.sealing.BlindIndexField(max_length=64, unique=True)),
                        ('phone', accounts.sealing.SealedTextField(blank=True, help_text='empty where the code was handed over on the spot')),
                        ('words', accounts.sealing.SealedTextField(blank=True)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Cursor',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=30, unique=True)),
                        ('settled', models.BigIntegerField(default=0)),
                        ('mark', models.BigIntegerField(default=0)),
                        ('marked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                ),
                migrations.CreateModel(
                    name='Talk',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject', models.CharField(help_text='as in the trail: <noun>:<id>', max_length=80, unique=True)),
                        ('begun_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AddressChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('channel', models.CharField(choices=[('inbox', 'In the portal'), ('email', 'By e-mail'), ('sms', 'By text message')], max_length=10)),
                        ('to', accounts.sealing.SealedTextField()),
                        ('code', accounts.sealing.BlindIndexField(help_text='keyed digest of the code', max_length=64)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='AddressProof',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('proved_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('change', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='proof', to='post.addresschange')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='QuestionPost',
                    fields=[
                        ('question', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='message', serialize=False, to='post.codedquestion')),
                        ('state', models.CharField(choices=[('waiting', 'waits to be sent'), ('sent', 'sent'), ('refused', 'the number takes no messages'), ('over', 'not sent: too late, or another was sent instead')], default='waiting', max_length=8)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('until', models.DateTimeField(help_text='from then on its code is good for nothing, and it is not sent any more')),
                    ],
                ),
                migrations.CreateModel(
                    name='Delivery',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('channel', models.CharField(choices=[('inbox', 'In the portal'), ('email', 'By e-mail'), ('sms', 'By text message')], max_length=10)),
                        ('language', models.CharField(choices=[('zh-hans', '简体中文'), ('zh-hant', '繁體中文'), ('en', 'English')], max_length=10)),
                        ('state', models.CharField(choices=[('queued', 'Waiting to be sent'), ('sent', 'Sent'), ('delivered', 'Delivered'), ('opened', 'Opened'), ('failed', 'Failed'), ('given-up', 'Given up')], default='queued', max_length=10)),
                        ('reason', models.CharField(blank=True, max_length=60)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('due_at', models.DateTimeField(help_text='not before; while it is being sent, when it is tried again')),
                        ('is_digest', models.BooleanField(default=False)),
                        ('to', accounts.sealing.SealedTextField(blank=True, default='', help_text="where it goes, when not to the person's present address")),
                        ('carried_by', models.ForeignKey(help_text='goes out together with this one', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carries', to='post.delivery')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'deliveries',
                    },
                ),
                migrations.CreateModel(
                    name='DeliveryStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('queued', 'Waiting to be sent'), ('sent', 'Sent'), ('delivered', 'Delivered'), ('opened', 'Opened'), ('failed', 'Failed'), ('given-up', 'Given up')], max_length=10)),
                        ('reason', models.CharField(blank=True, max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='post.delivery')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='DoubtfulAddress',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('channel', models.CharField(choices=[('inbox', 'In the portal'), ('email', 'By e-mail'), ('sms', 'By text message')], max_length=10)),
                        ('digest', accounts.sealing.BlindIndexField(help_text='keyed, of the address', max_length=64)),
                        ('reason', models.CharField(max_length=60)),
                        ('since', models.DateTimeField(default=django.utils.timezone.now)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'doubtful addresses',
                    },
                ),
                migrations.CreateModel(
                    name='Message',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.CharField(max_length=60)),
                        ('version', models.PositiveSmallIntegerField()),
                        ('words', models.JSONField(help_text='language → subject, body, sms')),
                        ('matter', models.CharField(help_text='subject of the event', max_length=80)),
                        ('about', models.JSONField(help_text='language → name of the matter')),
                        ('address', models.CharField(help_text='where it leads, within the portal', max_length=200)),
                        ('topic', models.CharField(max_length=30)),
                        ('authority', models.CharField(blank=True, help_text='division code of the authority it concerns', max_length=12)),
                        ('is_obligatory', models.BooleanField(default=False)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trail.event')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.AddField(
                    model_name='delivery',
                    name='message',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='post.message'),
                ),
                migrations.CreateModel(
                    name='Missed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('error', models.CharField(help_text='class of the exception', max_length=80)),
                        ('tries', models.PositiveSmallIntegerField(default=1)),
                        ('next_try_at', models.DateTimeField(db_index=True)),
                        ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trail.event')),
                    ],
                    options={
                        'verbose_name_plural': 'missed',
                    },
                ),
                migrations.CreateModel(
                    name='Note',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject', models.CharField(db_index=True, max_length=80)),
                        ('words', accounts.sealing.SealedTextField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('once', accounts.sealing.BlindIndexField(help_text='digest of who, what, and after which note', max_length=64, unique=True)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('mentioned', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='PostText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(help_text='the name of the text, as it ships', max_length=60)),
                        ('version', models.PositiveSmallIntegerField()),
                        ('in_force_from', models.DateField()),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('words', models.JSONField(help_text='language → subject, body, sms')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PostTextApproval',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('text', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='approval', to='post.posttext')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='TalkMessage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('side', models.CharField(choices=[('applicant-side', "Applicant's side"), ('authority-side', 'Authority')], max_length=14)),
                        ('words', accounts.sealing.SealedTextField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('once', accounts.sealing.BlindIndexField(help_text='digest of who, what, and after which message', max_length=64, unique=True)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('talk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='post.talk')),
                    ],
                ),
                migrations.CreateModel(
                    name='TalkReading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('side', models.CharField(choices=[('applicant-side', "Applicant's side"), ('authority-side', 'Authority')], max_length=14)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('talk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='post.talk')),
                        ('up_to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='post.talkmessage')),
                    ],
                ),
                migrations.CreateModel(
                    name='TalkTurn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_open', models.BooleanField()),
                        ('side', models.CharField(choices=[('applicant-side', "Applicant's side"), ('authority-side', 'Authority')], max_length=14)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('talk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='post.talk')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddIndex(
                    model_name='addresschange',
                    index=models.Index(fields=['person', 'channel', '-id'], name='post_addres_person__4aee67_idx'),
                ),
                migrations.AddIndex(
                    model_name='questionpost',
                    index=models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='questions_to_send'),
                ),
                migrations.AddConstraint(
                    model_name='doubtfuladdress',
                    constraint=models.UniqueConstraint(fields=('person', 'channel'), name='one_doubt_per_person_and_channel'),
                ),
                migrations.AddIndex(
                    model_name='message',
                    index=models.Index(fields=['person', '-id'], name='post_messag_person__5c11ca_idx'),
                ),
                migrations.AddIndex(
                    model_name='message',
                    index=models.Index(fields=['person', 'matter', '-id'], name='post_messag_person__10d086_idx'),
                ),
                migrations.AddConstraint(
                    model_name='message',
                    constraint=models.UniqueConstraint(fields=('event', 'person', 'text'), name='told_once_per_event_person_and_text'),
                ),
                migrations.AddIndex(
                    model_name='delivery',
                    index=models.Index(condition=models.Q(('carried_by__isnull', True), ('state', 'queued')), fields=['due_at'], name='deliveries_due'),
                ),
                migrations.AddIndex(
                    model_name='delivery',
                    index=models.Index(condition=models.Q(('channel', 'inbox'), ('state', 'delivered')), fields=['person'], name='deliveries_unread'),
                ),
                migrations.AddIndex(
                    model_name='delivery',
                    index=models.Index(condition=models.Q(('channel', 'sms'), ('state', 'sent')), fields=['due_at'], name='deliveries_reported'),
                ),
                migrations.AddIndex(
                    model_name='delivery',
                    index=models.Index(condition=models.Q(('state', 'failed')), fields=['-id'], name='deliveries_failed'),
                ),
                migrations.AddConstraint(
                    model_name='delivery',
                    constraint=models.UniqueConstraint(fields=('message', 'channel'), name='one_delivery_per_channel'),
                ),
                migrations.AddConstraint(
                    model_name='posttext',
                    constraint=models.UniqueConstraint(fields=('name', 'version'), name='one_posttext_per_version'),
                ),
                migrations.AddIndex(
                    model_name='talkmessage',
                    index=models.Index(fields=['talk', 'id'], name='post_talkme_talk_id_92a068_idx'),
                ),
                migrations.AddConstraint(
                    model_name='talkreading',
                    constraint=models.UniqueConstraint(fields=('person', 'up_to'), name='read_once_per_person_and_message'),
                ),
            ],
        ),
    ]
