"""One pass over what is due."""
from __future__ import annotations

import datetime
import logging
import random
from dataclasses import dataclass
from typing import Callable

from django.utils import timezone

from . import queue
from .message import body_of, headers_of
from .posting import Answer, post

log = logging.getLogger(__name__)

FIRST_DELAY_SECONDS = 5
LONGEST_DELAY_SECONDS = 15 * 60
LONGEST_ASKED_SECONDS = 24 * 60 * 60
LEASE_MARGIN_SECONDS = 30


@dataclass
class Tally:
    """What a pass did. ``pause_seconds`` is how long it makes no sense to try anything."""

    delivered: int = 0
    refused: int = 0
    pause_seconds: float = 0


@dataclass(frozen=True)
class Means:
    """What a pass works with, all of it replaceable: the clock, chance between 0 and 1, and the network."""

    now: Callable[[], datetime.datetime] = timezone.now
    chance: Callable[[], float] = random.random
    post: Callable[..., Answer] = post


def delay_after(attempts: int, retry_after: float | None, chance: float) -> float:
    """
    Seconds until the next attempt: doubled each time up to a quarter of an hour, between half and all of it by chance;
    later if Lethe asks for it, but within a day (the daily cap of a source ends at midnight UTC).
    """
    whole = min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2 ** min(attempts - 1, 20))
    return min(LONGEST_ASKED_SECONDS, max(whole * (0.5 + chance / 2), retry_after or 0))


def _send_one(row, configuration, means: Means) -> tuple[Answer, float]:
    now = means.now()
    body = body_of(row, configuration)
    answer = means.post(configuration, headers_of(row.message_id, body, configuration.secret, now), body, now)
    if answer.is_taken:
        queue.forget(row)
        return answer, 0
    delay = delay_after(row.attempts, answer.retry_after, means.chance())
    queue.put_back(row, answer.outcome, means.now() + datetime.timedelta(seconds=delay))
    log.warning('%s was not taken (%s); again in %d s', row.message_id, answer.outcome, delay)
    return answer, delay


def send_due(configuration, limit: int, means: Means = Means(), is_stopping: Callable[[], bool] = bool) -> Tally:
    """
    Sends up to ``limit`` due rows. Ends at the first failure that the next row would meet too, so that a Lethe that
    is away costs one time-out a pass and not one a row.
    """
    tally = Tally()
    lease_seconds = configuration.connect_seconds + configuration.answer_seconds + LEASE_MARGIN_SECONDS
    while tally.delivered + tally.refused < limit and not is_stopping():
        row = queue.claim_next(means.now(), lease_seconds)
        if row is None:
            break
        answer, delay = _send_one(row, configuration, means)
        if answer.is_taken:
            tally.delivered += 1
            continue
        tally.refused += 1
        if answer.is_for_all:
            tally.pause_seconds = delay
            break
    return tally
