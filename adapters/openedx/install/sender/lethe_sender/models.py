"""The queue: one row per delivery that Lethe has not taken yet."""
import uuid

from django.db import models
from django.utils import timezone


def make_message_id() -> str:
    """A ``webhook-id``: random, so that it tells nothing, and the same for every attempt."""
    return f'edx_{uuid.uuid4().hex}'


class QueuedDelivery(models.Model):
    """
    A delivery that waits. It is deleted when Lethe has taken it, so that nothing personal outlives the telling.

    .. pii: Names the learner (number and user name) until the delivery is taken.
    .. pii_types: id, username
    .. pii_retirement: retained
    """

    REQUESTED = 'account.deletion.requested'
    WITHDRAWN = 'account.deletion.withdrawn'
    PURGED = 'account.purged'

    message_id = models.CharField(max_length=64, unique=True, default=make_message_id)
    type = models.CharField(max_length=40)
    user_id = models.BigIntegerField(db_index=True)
    username = models.CharField(max_length=254)
    happened_at = models.DateTimeField()
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    claim = models.CharField(max_length=32, blank=True, default='')
    claimed_until = models.DateTimeField(null=True)
    last_outcome = models.CharField(max_length=80, blank=True, default='')

    class Meta:
        verbose_name = 'delivery to Lethe'
        verbose_name_plural = 'deliveries to Lethe'

    def __str__(self):
        return self.message_id
