from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator


class Claims(OAuth2Validator):  # type: ignore[misc]
    oidc_claim_scope = None

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        """The person's first name says what the provider says of the e-mail: whether it is confirmed."""
        confirmed: Any = {"yes": True, "no": False}.get(request.user.first_name, request.user.first_name)
        return {"email": request.user.email, "email_verified": confirmed, "name": request.user.username}
