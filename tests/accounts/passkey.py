"""A passkey in software: it answers as a phone does, so that what the server makes of the answer can be tested."""

import json
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

FLAG = AuthenticatorData.FLAG
SURE = FLAG.UP | FLAG.UV  # somebody was there, and it was the device's own person


class Passkey:
    """For one account at one origin."""

    def __init__(self, origin: str = "http://localhost") -> None:
        self.origin = origin
        self.rp = sha256(origin.partition("://")[2].partition(":")[0].encode()).digest()
        self.id = token_bytes(16)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.handle = ""

    def create(self, options: dict[str, Any]) -> str:
        """What a browser posts when asked to make this passkey."""
        asked = options["creation_options"]["publicKey"]
        self.handle = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        data = AuthenticatorData.create(self.rp, SURE | FLAG.AT, 0, credential)
        return self._post(
            {
                "clientDataJSON": websafe_encode(self._client("webauthn.create", asked["challenge"])),
                "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            },
            {"credProps": {"rk": True}},
        )

    def get(self, options: dict[str, Any]) -> str:
        """What a browser posts when asked to sign in with this passkey."""
        client = self._client("webauthn.get", options["request_options"]["publicKey"]["challenge"])
        data = AuthenticatorData.create(self.rp, SURE, 0)
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._post(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
                "userHandle": self.handle,
            },
            {},
        )

    def _client(self, kind: str, challenge: str) -> bytes:
        assert websafe_decode(challenge)
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _post(self, response: dict[str, str], extensions: dict[str, Any]) -> str:
        name = websafe_encode(self.id)
        answer = {"type": "public-key", "id": name, "rawId": name, "response": response}
        return json.dumps({**answer, "clientExtensionResults": extensions, "authenticatorAttachment": "platform"})
