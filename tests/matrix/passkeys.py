"""A passkey as a browser would have made it; nobody holds its other half."""

import functools
import json
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from sixin.registers.models import Member


def give(member: Member, name: str) -> Authenticator:
    """One more for this member's account."""
    data = {"name": name, "credential": _credential(name)}
    return Authenticator.objects.create(user=member.user, type="webauthn", data=data)


def _credential(name: str) -> dict[str, Any]:
    pk = name.encode().ljust(16, b".")
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    made = AttestedCredentialData.create(Aaguid(bytes(16)), pk, _key())
    seen = AuthenticatorData.create(bytes(32), flags, 0, made)
    client = CollectedClientData.create("webauthn.create", bytes(16), "http://testserver")
    response = AuthenticatorAttestationResponse(
        client_data=client, attestation_object=AttestationObject.create("none", seen, {})
    )
    found: dict[str, Any] = json.loads(
        json.dumps(dict(RegistrationResponse(raw_id=pk, response=response)))
    )
    return found


@functools.cache
def _key() -> ES256:
    private = ec.generate_private_key(ec.SECP256R1())
    return ES256.from_cryptography_key(private.public_key())
