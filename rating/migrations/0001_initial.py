import accounts.sealing
import django.db.models.deletion
import django.utils.timezone
import trail.first_tables
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('post', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        trail.first_tables.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Settlement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject', models.CharField(max_length=80, unique=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Service',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject', models.CharField(help_text='<noun>:<id> of the trail', max_length=80)),
                        ('number', models.PositiveSmallIntegerField(help_text='of the services of this matter, from 1 (F-12.23)')),
                        ('reference', models.CharField(blank=True, help_text='number of the matter as people know it', max_length=40)),
                        ('code', models.CharField(help_text='what was served, a code of the rules', max_length=12)),
                        ('way', models.CharField(choices=[('online', 'on line'), ('counter', 'at the counter'), ('phone', 'by telephone')], max_length=8)),
                        ('edition', models.CharField(help_text='of the rules', max_length=20)),
                        ('item', models.CharField(help_text='code of the item, or of what stands for one', max_length=60)),
                        ('item_zh', models.CharField(max_length=200)),
                        ('item_en', models.CharField(blank=True, max_length=200)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('company', models.ForeignKey(help_text='served: whoever acts for it rates', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.company')),
                        ('served_by', models.ForeignKey(help_text='none: by rule, or by law', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Rating',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('grade', models.CharField(choices=[('very-satisfied', 'very satisfied'), ('satisfied', 'satisfied'), ('fairly-satisfied', 'fairly satisfied'), ('dissatisfied', 'dissatisfied'), ('very-dissatisfied', 'very dissatisfied')], max_length=20)),
                        ('indicators', models.JSONField(default=dict, help_text='indicator → grade, those that were answered')),
                        ('words', accounts.sealing.SealedTextField(blank=True)),
                        ('channel', models.CharField(choices=[('pc', 'computer'), ('mobile', 'mobile telephone'), ('qr', 'code shown at the counter'), ('tablet', 'tablet in the hall'), ('terminal', 'other terminal in the hall'), ('phone', 'by telephone'), ('sms', 'text message')], max_length=10)),
                        ('phone', accounts.sealing.SealedTextField(blank=True, help_text='to be called back at, who wants to')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(help_text='none: by a code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('service', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='rating', to='rating.service')),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('question', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='invitation', to='post.codedquestion')),
                        ('service', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='invitation', to='rating.service')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='HandlingStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('nth', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(choices=[('assigned', 'assigned'), ('checked', 'looked into'), ('mended', 'put right'), ('disputed', 'the finding is disputed'), ('answered', 'answered'), ('called-back', 'called back'), ('closed', 'rating closed')], max_length=12)),
                        ('words', accounts.sealing.SealedTextField()),
                        ('finding', models.CharField(blank=True, choices=[('true', 'it is as the rating says'), ('mistaken', 'the rating is mistaken'), ('malicious', 'the rating is malicious')], max_length=10)),
                        ('proof', accounts.sealing.SealedTextField(blank=True, help_text='by what it is shown that a rating is mistaken or malicious')),
                        ('reached', models.CharField(blank=True, choices=[('content', 'satisfied with how it was put right'), ('not-content', 'not content'), ('not-reached', 'not reached')], max_length=12)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(help_text='none: who rated it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('handler', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('rated', models.ForeignKey(help_text='who served, as the service says', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('rating', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='rating.rating')),
                    ],
                    options={
                        'ordering': ['nth'],
                        'constraints': [models.UniqueConstraint(fields=('rating', 'nth'), name='a_rating_takes_one_step_at_a_time'), models.CheckConstraint(condition=models.Q(('kind', 'disputed'), ('by__isnull', True), ('rated__isnull', True), models.Q(('by', models.F('rated')), _negated=True), _connector='OR'), name='who_is_rated_handles_nothing'), models.CheckConstraint(condition=models.Q(('handler__isnull', True), ('rated__isnull', True), models.Q(('handler', models.F('rated')), _negated=True), _connector='OR'), name='who_is_rated_is_given_nothing'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'assigned'), _negated=True), ('handler__isnull', False), _connector='OR'), name='a_rating_is_given_to_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'checked'), _negated=True), ('finding', 'true'), models.Q(models.Q(('finding', ''), _negated=True), models.Q(('proof', ''), _negated=True)), _connector='OR'), name='mistaken_and_malicious_take_proof'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'called-back'), _negated=True), models.Q(('reached', ''), _negated=True), _connector='OR'), name='a_call_back_has_an_outcome')],
                    },
                ),
                migrations.CreateModel(
                    name='RatingDue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.CharField(choices=[('assign', 'to be assigned'), ('mend', 'to be looked into, put right and answered'), ('call-back', 'rater to be called back')], max_length=10)),
                        ('began_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('due_at', models.DateTimeField(help_text='nobody knows: the calendar of its year is not entered', null=True)),
                        ('look_at', models.DateTimeField(help_text='none: nothing is to come', null=True)),
                        ('met_at', models.DateTimeField(null=True)),
                        ('rating', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dues', to='rating.rating')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('look_at__isnull', False)), fields=['look_at'], name='ratings_to_look_at'), models.Index(fields=['rating', 'step'], name='rating_rati_rating__d39ca2_idx')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('met_at__isnull', True)), fields=('rating',), name='one_step_of_a_rating_is_due')],
                    },
                ),
                migrations.AddIndex(
                    model_name='service',
                    index=models.Index(fields=['company', '-id'], name='rating_serv_company_5a90b7_idx'),
                ),
                migrations.AddConstraint(
                    model_name='service',
                    constraint=models.UniqueConstraint(fields=('subject', 'number'), name='services_of_a_matter_are_numbered'),
                ),
                migrations.AddConstraint(
                    model_name='service',
                    constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 99)), name='services_have_two_digits'),
                ),
                migrations.AddIndex(
                    model_name='rating',
                    index=models.Index(fields=['grade', '-id'], name='rating_rati_grade_db0cc8_idx'),
                ),
                migrations.AddConstraint(
                    model_name='rating',
                    constraint=models.CheckConstraint(condition=models.Q(('grade__in', ['very-satisfied', 'satisfied', 'fairly-satisfied', 'dissatisfied', 'very-dissatisfied'])), name='a_rating_has_a_grade'),
                ),
            ],
        ),
    ]
