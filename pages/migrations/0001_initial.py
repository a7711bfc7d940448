import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='KeptFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('about', models.CharField(blank=True, help_text='what it was counted for, as JSON', max_length=2000)),
                ('value', models.JSONField(null=True)),
                ('counted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('took_ms', models.FloatField()),
                ('asked_on', models.DateField(default=django.utils.timezone.localdate, help_text='the last day somebody looked')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('name', 'about'), name='a_figure_is_kept_once')],
            },
        ),
    ]
