import datetime
import django.db.models.deletion
import django.utils.timezone
import trail.first_tables
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('materials', '0001_initial'),
        ('viewflow', '0015_task_scheduled'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        trail.first_tables.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='ServiceTold',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('letter', models.CharField(max_length=60)),
                        ('what', models.CharField(help_text='the way that comes next, or overdue', max_length=9)),
                        ('told_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('letter', 'what'), name='service_told_once')],
                    },
                ),
                migrations.CreateModel(
                    name='OpenStep',
                    fields=[
                        ('task', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='open_step', serialize=False, to='viewflow.task')),
                        ('flow', models.CharField(help_text='the name of the flow class', max_length=40)),
                        ('node', models.CharField(help_text='the name of the step in its flow', max_length=40)),
                        ('permission', models.CharField(blank=True, help_text="whose duty it is; none: the worker's", max_length=60)),
                        ('due', models.DateField(default=datetime.date(9999, 12, 31), help_text='the day the limit that runs now ends, as the list shows it; see NONE_IN_SIGHT')),
                        ('look_on', models.DateField(default=django.utils.timezone.localdate, help_text='from this day on a timer looks at it; none: nothing is to come', null=True)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['authority', 'flow', 'task'], name='desk_openst_authori_06be3f_idx'), models.Index(fields=['authority', 'flow', 'due', 'task'], name='desk_openst_authori_d07315_idx'), models.Index(fields=['flow', 'due', 'task'], name='desk_openst_flow_13042d_idx'), models.Index(fields=['flow', 'node', 'authority', 'task'], name='desk_openst_flow_b07fb5_idx'), models.Index(condition=models.Q(('owner', None)), fields=['authority', 'flow', 'permission', 'task'], name='open_queue'), models.Index(condition=models.Q(('look_on__isnull', False)), fields=['look_on'], name='open_to_look_at')],
                    },
                ),
                migrations.CreateModel(
                    name='PublicNotice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('letter', models.CharField(help_text='the number of the letter', max_length=60, unique=True)),
                        ('published_on', models.DateField()),
                        ('served_on', models.DateField(db_index=True, help_text='the last day of its period')),
                        ('where', models.CharField(max_length=200)),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('served_on__gt', models.F('published_on')), models.Q(('where', ''), _negated=True)), name='a_notice_has_a_place_and_a_period')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceAttempt',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('letter', models.CharField(db_index=True, help_text='the number of the letter', max_length=60)),
                        ('way', models.CharField(choices=[('agreed', 'Electronically, as agreed'), ('opened', 'Opened in the portal by the addressee'), ('in-person', 'Handed over in person'), ('post', 'By post, with acknowledgement of receipt'), ('left', 'Left at the address before witnesses'), ('notice', 'By public notice, its period over')], max_length=9)),
                        ('tried_on', models.DateField()),
                        ('why', models.CharField(choices=[('absent', 'Nobody was there who could take it'), ('refused', 'They refused to take it'), ('moved', 'They are not at the address any more, and nobody knows where'), ('returned', 'The post returned it')], max_length=8)),
                        ('proof', models.CharField(help_text='who went there, witnesses, number of the post', max_length=200)),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('way__in', ('in-person', 'post')), models.Q(('proof', ''), _negated=True)), name='what_failed_is_shown')],
                    },
                ),
            ],
        ),
    ]
