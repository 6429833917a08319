"""Claims and settles rows: any number of workers at once, and a worker that dies holds a row for one lease."""
from __future__ import annotations

import contextlib
import datetime
import uuid

from django.db import connections, router, transaction
from django.db.models import Exists, F, OuterRef, Q

from .models import QueuedDelivery


def _due(now: datetime.datetime):
    """Due rows, each only when no older one of the same learner waits: a withdrawal never overtakes its demand."""
    older = QueuedDelivery.objects.filter(user_id=OuterRef('user_id'), pk__lt=OuterRef('pk'))
    is_free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    return QueuedDelivery.objects.filter(is_free, ~Exists(older), due_at__lte=now).order_by('due_at', 'pk')


def claim_next(now: datetime.datetime, lease_seconds: float) -> QueuedDelivery | None:
    """
    Takes one due row for this worker, or None. Nothing stays locked while it is sent: the claim is a token with an
    end, won by a conditional update; skipping locked rows only spares workers from queueing for the same one.
    """
    using = router.db_for_write(QueuedDelivery)
    skips = connections[using].features.has_select_for_update_skip_locked
    while True:
        with transaction.atomic(using=using) if skips else contextlib.nullcontext():
            due = _due(now).using(using)
            row = (due.select_for_update(skip_locked=True) if skips else due).first()
            if row is None:
                return None
            claim = uuid.uuid4().hex
            claimed_until = now + datetime.timedelta(seconds=lease_seconds)
            free = QueuedDelivery.objects.using(using).filter(pk=row.pk, claim=row.claim, attempts=row.attempts)
            if free.update(claim=claim, claimed_until=claimed_until, attempts=F('attempts') + 1):
                row.claim, row.claimed_until, row.attempts = claim, claimed_until, row.attempts + 1
                return row


def forget(row: QueuedDelivery):
    """Lethe has it: the row goes, whoever holds it now, and with it all that names the learner."""
    QueuedDelivery.objects.filter(pk=row.pk).delete()


def put_back(row: QueuedDelivery, outcome: str, due_at: datetime.datetime):
    """Not taken: due again later, unless another worker has the row by now."""
    mine = QueuedDelivery.objects.filter(pk=row.pk, claim=row.claim)
    mine.update(claim='', claimed_until=None, last_outcome=outcome[:80], due_at=due_at)


def make_all_due(now: datetime.datetime):
    """Lets rows that wait for a later attempt be tried now, after somebody mended the cause."""
    QueuedDelivery.objects.filter(due_at__gt=now).update(due_at=now)
