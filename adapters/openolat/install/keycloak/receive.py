#!/usr/bin/env python3
"""Takes events of Keycloak and sends those that delete an account to Lethe, signed. Standard library only.

Keycloak signs nothing and sends nothing by itself. The extension keycloak-events (provider `ext-event-webhook`) posts
events with `X-Keycloak-Signature`: HMAC-SHA256 over the body, in hexadecimal, without a time or an id. It proves who sent
a body, not when: so this listens on the loopback only, and the id of the event becomes the id of the delivery, which
Lethe carries out once however often it comes.

Usage: receive.py PORT KEYCLOAK_SECRET_FILE LETHE_ADDRESS LETHE_SECRET_FILE PLATFORM
Answers: 204 sent or none of our concern, 401 not signed, 422 too little to say who is meant, 503 send it again.
"""

import datetime
import hashlib
import hmac
import http.server
import importlib.util
import json
import pathlib
import sys

SENDER = pathlib.Path(__file__).resolve().parents[3] / "senders" / "send.py"
#: An administrator deletes somebody; somebody deletes themselves in the account console.
ORIGINS = {"admin.USER-DELETE": "identity-manager", "access.DELETE_ACCOUNT": "self"}
LONGEST_BODY = 256 * 1024


def load_sender():
    spec = importlib.util.spec_from_file_location("lethe_send", SENDER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def is_signed(secret, body, signature):
    wanted = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted, signature.strip().lower())


def read_account(event):
    """Keycloak's id of the account, its user name and its address, as far as the event says them."""
    details = event.get("details") or {}
    representation = event.get("representation") or "{}"
    known = json.loads(representation) if isinstance(representation, str) else representation
    path = (event.get("resourcePath") or "").split("/")
    number = path[1] if path[0] == "users" and len(path) == 2 else details.get("userId")
    if number is None and event["type"].startswith("access."):
        number = (event.get("authDetails") or {}).get("userId")
    name = details.get("username") or known.get("username")
    return number, name, details.get("email") or known.get("email")


def translate(event, platform):
    """The delivery for an event, or None where two identifiers of the account are not there."""
    number, name, email = read_account(event)
    kinds = (("external-id", number), ("username", name), ("email", email))
    identifiers = [{"kind": kind, "value": value} for kind, value in kinds if value]
    if len(identifiers) < 2:
        return None
    at = datetime.datetime.fromtimestamp(event["time"] / 1000, datetime.timezone.utc)
    now = at.isoformat(timespec="seconds").replace("+00:00", "Z")
    origin = ORIGINS[event["type"]]
    data = {
        "platform": platform,
        "subject": {"identifiers": identifiers},
        "origin": origin,
        "ground": {"article": "17(1)", "letter": "b" if origin == "self" else "a"},
        "receivedAt": now,
    }
    if origin == "self":
        # Keycloak asks for the password or a second factor again before it deletes.
        data.update(proof={"kind": "fresh-sign-in", "at": now}, acknowledged=True)
    return json.dumps({"type": "account.deletion.requested", "timestamp": now, "data": data}).encode()


def answer(body, signature, secrets, forward):
    """The status for a post; `forward` sends a delivery with an id and answers the exit code of the sender."""
    if not is_signed(secrets["keycloak"], body, signature):
        return 401
    event = json.loads(body)
    if event.get("type") not in ORIGINS or event.get("error"):
        return 204
    delivery = translate(event, secrets["platform"])
    if delivery is None:
        print("an account was deleted that the event does not name twice", file=sys.stderr)
        return 422
    message_id = "msg_" + hashlib.sha256(str(event["uid"]).encode()).hexdigest()[:32]
    return {0: 204, 1: 422}.get(forward(message_id, delivery), 503)


def main(args):
    if len(args) != 5:
        print(__doc__, file=sys.stderr)
        return 2
    port, keycloak_file, address, lethe_file, platform = args
    secrets = {"keycloak": pathlib.Path(keycloak_file).read_text().strip(), "platform": platform}
    lethe_secret = pathlib.Path(lethe_file).read_text().strip()
    sender = load_sender()

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers.get("content-length") or 0)
            status = 413
            if length <= LONGEST_BODY:
                body = self.rfile.read(length)
                forward = lambda message_id, delivery: sender.send(address, lethe_secret, message_id, delivery)
                try:
                    status = answer(body, self.headers.get("x-keycloak-signature", ""), secrets, forward)
                except (ValueError, KeyError, TypeError, AttributeError):
                    status = 400
            self.send_response(status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_):
            """Requests name people: nothing of them is written."""

    http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Receiver).serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
