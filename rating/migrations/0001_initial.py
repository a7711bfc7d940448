import accounts.sealing
import django.db.models.deletion
import django.utils.timezone
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
    ]
