#!/usr/bin/env python3
"""Signs a delivery (Standard Webhooks, v1) and sends it to Lethe. Needs nothing beyond the standard library.

Usage: send.py ADDRESS SECRET_FILE BODY_FILE [ID]
       send.py --sign SECRET_FILE BODY_FILE ID TIMESTAMP   only prints the signature
Exit codes: 0 stored, 1 refused, 2 wrong usage, 3 not taken after all tries.
"""

import base64
import hashlib
import hmac
import random
import sys
import time
import urllib.error
import urllib.request
import uuid

TRIES = 8


def key_of(secret):
    """The bytes of a `whsec_` secret."""
    if not secret.startswith("whsec_"):
        raise ValueError("the secret file holds no whsec_ secret")
    return base64.b64decode(secret[len("whsec_"):], validate=True)


def sign(secret, message_id, timestamp, body):
    """The signature over id, timestamp and the raw bytes of the body."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.new(key_of(secret), signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is a refusal: a signed body goes to the address that it was meant for, or nowhere."""

    def redirect_request(self, *_):
        return None


def post(address, secret, message_id, body):
    """One try, signed with the present time. Answers status and the seconds of Retry-After."""
    timestamp = str(int(time.time()))
    request = urllib.request.Request(address, data=body, method="POST", headers={
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": sign(secret, message_id, timestamp, body),
    })
    opener = urllib.request.build_opener(NoRedirect)
    try:
        with opener.open(request, timeout=30) as answer:
            return answer.status, None
    except urllib.error.HTTPError as error:
        after = error.headers.get("retry-after", "")
        return error.code, int(after) if after.isdigit() else None
    except OSError:
        return 0, None


def send(address, secret, message_id, body, sleep=time.sleep):
    """Sends until stored or refused. The id stays the same: Lethe carries it out once."""
    wait = 2.0
    for _ in range(TRIES):
        status, after = post(address, secret, message_id, body)
        if 200 <= status < 300:
            return 0
        if status not in (0, 429) and status < 500:
            print(f"refused with {status}: {message_id}", file=sys.stderr)
            return 1
        sleep(after if after is not None else wait * random.uniform(0.5, 1.5))
        wait *= 2
    print(f"not taken after {TRIES} tries; send it again with the id {message_id}", file=sys.stderr)
    return 3


def read(path, mode):
    with open(path, mode) as file:
        return file.read()


def main(args):
    if args[:1] == ["--sign"] and len(args) == 5:
        print(sign(read(args[1], "r").strip(), args[3], args[4], read(args[2], "rb")))
        return 0
    if len(args) not in (3, 4):
        print(__doc__, file=sys.stderr)
        return 2
    message_id = args[3] if len(args) == 4 else f"msg_{uuid.uuid4()}"
    code = send(args[0], read(args[1], "r").strip(), message_id, read(args[2], "rb"))
    if code == 0:
        print(f"stored: {message_id}")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
