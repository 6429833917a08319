"""
What becomes a delivery. A receiver writes one row in the transaction of the LMS and does nothing else: no address is
looked up and nothing is posted inside a request.
"""
import functools
import logging

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone

from .configuration import read_configuration
from .models import QueuedDelivery

log = logging.getLogger(__name__)

#: By label and name only, never imported: this app also loads in a Django that has no such model.
RETIREMENT = 'user_api.UserRetirementStatus'


def never_in_the_way(receiver):
    """
    Lets nothing of ours fail a learner's deletion: a savepoint keeps the transaction usable, and what could not be
    queued is logged by the kind of error alone, because database errors repeat values. Lethe's watch finds the row.
    """

    @functools.wraps(receiver)
    def guarded(sender, using, **kwargs):
        try:
            if kwargs.get('raw') or not read_configuration().is_on:
                return
            with transaction.atomic(using=using):
                receiver(sender, using=using, **kwargs)
        except Exception as error:  # pylint: disable=broad-except
            log.error('%s: a change of a retirement row was not queued (%s)', receiver.__name__, type(error).__name__)

    return guarded


def _state_of(row) -> str:
    return row.current_state.state_name


def _queue(type_, row, happened_at, using):
    QueuedDelivery.objects.using(using).create(
        type=type_, user_id=row.user_id, username=row.original_username, happened_at=happened_at
    )


@never_in_the_way
def remember_state(sender, instance, using, **_):
    """Before a save: which state the row had, so that a row saved again as COMPLETE is told once."""
    rows = sender._base_manager.using(using).filter(pk=instance.pk)
    instance._lethe_state_before = rows.values_list('current_state__state_name', flat=True).first()


@never_in_the_way
def queue_saved(sender, instance, created, using, **_):
    """A row that appears as PENDING is a demand; one that becomes COMPLETE says that the account is retired."""
    before = instance.__dict__.pop('_lethe_state_before', None)
    state = _state_of(instance)
    if created and state == 'PENDING':
        _queue(QueuedDelivery.REQUESTED, instance, instance.created, using)
    elif not created and state == 'COMPLETE' and before != 'COMPLETE':
        _queue(QueuedDelivery.PURGED, instance, timezone.now(), using)


@never_in_the_way
def queue_vanished(sender, instance, using, origin=None, **_):
    """
    A PENDING row that is deleted was cancelled. One that goes because its user row is deleted was not: the account is
    gone, and saying that it was withdrawn would be wrong. Rows that go with anything else say nothing certain.
    """
    deleted = sender if origin is None else getattr(origin, 'model', type(origin))._meta.concrete_model
    state = _state_of(instance)
    if deleted is sender and state == 'PENDING':
        _queue(QueuedDelivery.WITHDRAWN, instance, timezone.now(), using)
    elif deleted is sender._meta.get_field('user').related_model and state != 'COMPLETE':
        _queue(QueuedDelivery.PURGED, instance, timezone.now(), using)


def connect():
    """Connects the receivers, where the LMS is there; every model is loaded when an app is ready."""
    try:
        retirement = apps.get_model(RETIREMENT)
    except LookupError:
        return
    pre_save.connect(remember_state, sender=retirement, dispatch_uid='lethe_sender.remember_state')
    post_save.connect(queue_saved, sender=retirement, dispatch_uid='lethe_sender.queue_saved')
    post_delete.connect(queue_vanished, sender=retirement, dispatch_uid='lethe_sender.queue_vanished')
