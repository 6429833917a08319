"""What waits, in numbers: nothing that names anybody."""
from __future__ import annotations

import datetime

from django.db.models import Count, Max, Min

from .configuration import find_problems, read_configuration
from .models import QueuedDelivery


def _count_by(field: str, rows) -> list[tuple[str, int]]:
    return list(rows.values_list(field).annotate(count=Count('pk')).order_by(field))


def describe_queue(now: datetime.datetime) -> list[str]:
    """Lines of a name and a number: what waits by type, what was refused and why, what is set wrongly."""
    rows = QueuedDelivery.objects.all()
    refused = rows.exclude(last_outcome='')
    ends = rows.aggregate(oldest=Min('happened_at'), attempts=Max('attempts'))
    oldest = 0 if ends['oldest'] is None else int((now - ends['oldest']).total_seconds())
    return [
        f'waiting {rows.count()}',
        *(f'waiting {type_} {count}' for type_, count in _count_by('type', rows)),
        f'oldest-seconds {oldest}',
        f'most-attempts {ends["attempts"] or 0}',
        f'refused {refused.count()}',
        *(f'refused "{outcome}" {count}' for outcome, count in _count_by('last_outcome', refused)),
        *(f'problem {problem}' for problem in find_problems(read_configuration())),
    ]
