"""Tries what receive.py makes of events: python3 test_receive.py"""

import hashlib
import hmac
import json
import unittest

import receive

SECRETS = {"keycloak": "shared", "platform": "Campus"}
SELF = {
    "uid": "e-1", "time": 1767225600000, "type": "access.DELETE_ACCOUNT",
    "authDetails": {"userId": "u-7"}, "details": {"username": "ada.example"},
}
BY_ADMIN = {
    "uid": "e-2", "time": 1767225600000, "type": "admin.USER-DELETE", "resourcePath": "users/u-7",
    "authDetails": {"userId": "the-administrator", "username": "root"}, "details": {},
}


def post(event, code=0, secret="shared"):
    sent = []
    body = json.dumps(event).encode()
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    status = receive.answer(body, signature, SECRETS, lambda *given: sent.append(given) or code)
    return status, sent


class Receiving(unittest.TestCase):
    def test_somebody_deletes_themselves(self):
        status, [(message_id, body)] = post(SELF)
        delivery = json.loads(body)["data"]
        self.assertEqual(status, 204)
        self.assertEqual(delivery["origin"], "self")
        self.assertEqual(delivery["proof"]["kind"], "fresh-sign-in")
        self.assertEqual(delivery["receivedAt"], "2026-01-01T00:00:00Z")
        self.assertEqual([one["value"] for one in delivery["subject"]["identifiers"]], ["u-7", "ada.example"])
        self.assertEqual(post(SELF)[1][0][0], message_id)

    def test_the_administrator_is_never_taken_for_the_account(self):
        self.assertEqual(post(BY_ADMIN), (422, []))
        named = {**BY_ADMIN, "representation": json.dumps({"username": "ada.example"})}
        status, [(_, body)] = post(named)
        delivery = json.loads(body)["data"]
        self.assertEqual((status, delivery["origin"]), (204, "identity-manager"))
        self.assertEqual([one["value"] for one in delivery["subject"]["identifiers"]], ["u-7", "ada.example"])

    def test_what_is_not_signed_or_deletes_nobody(self):
        self.assertEqual(post(SELF, secret="guessed"), (401, []))
        self.assertEqual(post({**SELF, "type": "access.LOGIN"}), (204, []))
        self.assertEqual(post({**SELF, "error": "invalid_user"}), (204, []))

    def test_what_lethe_does_not_take_is_sent_again(self):
        self.assertEqual(post(SELF, code=3)[0], 503)
        self.assertEqual(post(SELF, code=1)[0], 422)


if __name__ == "__main__":
    unittest.main()
