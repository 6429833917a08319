"""The one door to the network: one post, one answer, never longer than it may take."""
from __future__ import annotations

import contextlib
import datetime
import email.utils
import http.client
import json
import re
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

MOST_OF_AN_ANSWER = 65_536

#: Refusals that say something of this one delivery. Any other failure would meet every delivery.
OF_THIS_DELIVERY = (400, 413, 422, 500)


@dataclass(frozen=True)
class Answer:
    """What became of a post. ``outcome`` is a status with Lethe's own code, or a word of ours: never a body."""

    is_taken: bool
    outcome: str
    is_for_all: bool = True
    retry_after: float | None = None


def _read_retry_after(value: str | None, now: datetime.datetime) -> float | None:
    """Seconds from now of a ``Retry-After``, in seconds or as a date; None where there is none that can be read."""
    if value is None:
        return None
    if re.fullmatch(r'[0-9]{1,9}', value.strip()):
        return float(value)
    try:
        until = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=datetime.timezone.utc)
    return max(0.0, (until - now).total_seconds())


def _read_object(text: bytes) -> dict:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _answer_of(response, text: bytes, now: datetime.datetime) -> Answer:
    said = _read_object(text)
    status = response.status
    if status == 202 and 'request' in said:
        return Answer(True, '202')
    # Only Lethe answers 202 with a `request`: anything else that is friendly is a wrong address.
    if 200 <= status < 300:
        return Answer(False, f'{status} not-lethe')
    code = said.get('code')
    is_code = isinstance(code, str) and re.fullmatch(r'[a-z]+(-[a-z]+){0,5}', code) is not None and len(code) <= 40
    outcome = f'{status} {code}' if is_code else str(status)
    retry_after = _read_retry_after(response.headers.get('retry-after'), now)
    return Answer(False, outcome, status not in OF_THIS_DELIVERY, retry_after)


def _cut(sock: socket.socket, was_cut: threading.Event):
    was_cut.set()
    with contextlib.suppress(OSError):
        # Past the TLS layer, which may be in the middle of a read in the other thread.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _open(url, connect_seconds: float):
    if url.scheme == 'https':
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(url.hostname, url.port, timeout=connect_seconds, context=context)
    return http.client.HTTPConnection(url.hostname, url.port, timeout=connect_seconds)


def _exchange(connection, path: str, headers: dict, body: bytes, answer_seconds: float, now) -> Answer:
    was_cut = threading.Event()
    # A time-out of the socket begins anew with every byte; this one does not.
    deadline = threading.Timer(answer_seconds, _cut, [connection.sock, was_cut])
    deadline.daemon = True
    deadline.start()
    try:
        connection.sock.settimeout(answer_seconds)
        connection.request('POST', path, body, headers)
        response = connection.getresponse()
        text = response.read(MOST_OF_AN_ANSWER)
        if was_cut.is_set():
            return Answer(False, 'too-slow')
        # What is left of the stated length after reading: the answer was cut, or is longer than any of Lethe's.
        return Answer(False, 'answer-broken') if response.length else _answer_of(response, text, now)
    except socket.timeout:
        return Answer(False, 'too-slow')
    except (OSError, http.client.HTTPException):
        return Answer(False, 'too-slow' if was_cut.is_set() else 'answer-broken')
    finally:
        deadline.cancel()


def post(configuration, headers: dict, body: bytes, now: datetime.datetime) -> Answer:
    """Posts once. Follows no redirect, uses no proxy, raises nothing of the network."""
    url = urlsplit(configuration.url)
    path = f'{url.path.rstrip("/")}/webhooks/{configuration.source}'
    connection = _open(url, configuration.connect_seconds)
    try:
        connection.connect()
        return _exchange(connection, path, headers, body, configuration.answer_seconds, now)
    except ssl.SSLError:
        return Answer(False, 'tls-refused')
    except (OSError, UnicodeError):
        return Answer(False, 'unreachable')
    finally:
        connection.close()
