"""The queue."""
import django.utils.timezone
from django.db import migrations, models

import lethe_sender.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name='QueuedDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(default=lethe_sender.models.make_message_id, max_length=64, unique=True)),
                ('type', models.CharField(max_length=40)),
                ('user_id', models.BigIntegerField(db_index=True)),
                ('username', models.CharField(max_length=254)),
                ('happened_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('claim', models.CharField(blank=True, default='', max_length=32)),
                ('claimed_until', models.DateTimeField(null=True)),
                ('last_outcome', models.CharField(blank=True, default='', max_length=80)),
            ],
            options={
                'verbose_name': 'delivery to Lethe',
                'verbose_name_plural': 'deliveries to Lethe',
            },
        ),
    ]
