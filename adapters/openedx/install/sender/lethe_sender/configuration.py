"""What the site has set, and what is wrong with it."""
from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

#: Every setting and its default. Without an address nothing is queued and nothing is sent.
DEFAULTS = {
    'LETHE_SENDER_ENABLED': True,
    'LETHE_URL': '',
    'LETHE_SOURCE': '',
    'LETHE_SECRET': '',
    'LETHE_PLATFORM': '',
    'LETHE_GROUND': '17(1)(b)',
    'LETHE_CONNECT_SECONDS': 5,
    'LETHE_ANSWER_SECONDS': 10,
}

NEEDED = ('LETHE_URL', 'LETHE_SOURCE', 'LETHE_SECRET', 'LETHE_PLATFORM')


@dataclass(frozen=True)
class Configuration:
    """The settings as the sender uses them; the secret is in no representation."""

    enabled: bool
    url: str
    source: str
    secret: str = field(repr=False)
    platform: str
    ground: str
    connect_seconds: float
    answer_seconds: float

    @property
    def is_on(self) -> bool:
        """Whether to queue: switched on, and anything set. What is half set keeps its rows until it is mended."""
        return bool(self.enabled and (self.url or self.source or self.secret or self.platform))


def _setting(name: str):
    return getattr(settings, name, DEFAULTS[name])


def read_configuration() -> Configuration:
    """Reads the settings of the site, each with its default. Judges nothing."""
    return Configuration(
        enabled=_setting('LETHE_SENDER_ENABLED'),
        url=_setting('LETHE_URL'),
        source=_setting('LETHE_SOURCE'),
        secret=_setting('LETHE_SECRET'),
        platform=_setting('LETHE_PLATFORM'),
        ground=_setting('LETHE_GROUND'),
        connect_seconds=_setting('LETHE_CONNECT_SECONDS'),
        answer_seconds=_setting('LETHE_ANSWER_SECONDS'),
    )


def key_of(secret: str) -> bytes | None:
    """The key in a secret of Standard Webhooks: ``whsec_`` and 24 to 64 bytes in base64; None when it is none."""
    text = secret[len('whsec_'):] if secret.startswith('whsec_') else ''
    try:
        key = base64.b64decode(text + '=' * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if 24 <= len(key) <= 64 else None


def split_ground(ground: str) -> tuple[str, str | None]:
    """Article and letter of a ground: ``17(1)(b)`` is article ``17(1)``, letter ``b``; a letter may be missing."""
    match = re.fullmatch(r'(.+)\(([A-Za-z]{1,4})\)', ground)
    return (match.group(1), match.group(2)) if match else (ground, None)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    is_plain = not (parts.query or parts.fragment or parts.username or parts.password)
    return parts.scheme in ('http', 'https') and bool(parts.hostname) and is_plain and port_is_fine


def find_problems(configuration: Configuration) -> list[str]:
    """What keeps the sender from sending, each with the name of the setting, never with a value."""
    if not configuration.enabled:
        return ['LETHE_SENDER_ENABLED is off: nothing is queued and nothing is sent']
    missing = [name for name in NEEDED if not _setting(name)]
    problems = [f'{name} is not set' for name in missing]
    if configuration.url and not _is_address(configuration.url):
        problems.append('LETHE_URL is no address such as https://lethe.school.example')
    if configuration.source and not re.fullmatch(r'[a-z0-9][a-z0-9_-]{0,63}', configuration.source):
        problems.append('LETHE_SOURCE is not the id of a source; `lethe source list` shows it')
    if configuration.secret and key_of(configuration.secret) is None:
        problems.append('LETHE_SECRET is no secret of Standard Webhooks: whsec_ and base64, as Lethe showed it once')
    if not re.fullmatch(r'[A-Za-z0-9() §.,:/-]{1,40}', split_ground(configuration.ground)[0]):
        problems.append('LETHE_GROUND is no article such as 17(1)(b)')
    return problems
