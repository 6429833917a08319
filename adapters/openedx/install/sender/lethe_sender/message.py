"""A row as a Standard Webhook: body and signed headers."""
import base64
import datetime
import hashlib
import hmac
import json

from .configuration import key_of, split_ground
from .models import QueuedDelivery


def _instant(value: datetime.datetime) -> str:
    return value.astimezone(datetime.timezone.utc).isoformat(timespec='milliseconds').replace('+00:00', 'Z')


def _data_of(delivery, configuration) -> dict:
    identifiers = [
        {'kind': 'platform-id', 'value': str(delivery.user_id)},
        {'kind': 'username', 'value': delivery.username},
    ]
    data = {'platform': configuration.platform, 'subject': {'identifiers': identifiers}}
    happened_at = _instant(delivery.happened_at)
    if delivery.type == QueuedDelivery.REQUESTED:
        article, letter = split_ground(configuration.ground)
        # The row does not say who made it, so no proof is claimed, nor that anybody was told the consequences.
        data.update(
            origin='platform',
            ground={'article': article, 'letter': letter},
            receivedAt=happened_at,
            acknowledged=False,
        )
    if delivery.type == QueuedDelivery.PURGED:
        data['purgedAt'] = happened_at
    return data


def body_of(delivery, configuration) -> bytes:
    """The body: the same bytes for every attempt, as long as the settings stay."""
    envelope = {
        'type': delivery.type,
        'timestamp': _instant(delivery.happened_at),
        'data': _data_of(delivery, configuration),
    }
    return json.dumps(envelope, separators=(',', ':')).encode()


def headers_of(message_id: str, body: bytes, secret: str, now: datetime.datetime) -> dict:
    """The headers, signed with the time of this attempt (Standard Webhooks, HMAC-SHA256, ``v1``)."""
    timestamp = str(int(now.timestamp()))
    content = f'{message_id}.{timestamp}.'.encode() + body
    digest = hmac.new(key_of(secret), content, hashlib.sha256).digest()
    return {
        'content-type': 'application/json',
        'user-agent': 'lethe-openedx-sender',
        'webhook-id': message_id,
        'webhook-timestamp': timestamp,
        'webhook-signature': f'v1,{base64.b64encode(digest).decode()}',
    }
