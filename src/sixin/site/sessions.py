"""Sessions whose contents are sealed: what a page tells the next one may name a person."""

from typing import Any

from django.contrib.sessions.backends import db

from sixin.base.crypto.sealing import BadSeal


class SessionStore(db.SessionStore):
    """Django's own, over a table of ours. Sealed JSON needs no signature besides."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The table."""
        from sixin.site.models import Session

        return Session

    def encode(self, session_dict: dict[str, Any]) -> str:
        """What the column takes; the column seals it."""
        return self.serializer().dumps(session_dict).decode()  # type: ignore[no-any-return]

    def decode(self, session_data: Any) -> dict[str, Any]:
        """What the column gave."""
        return self.serializer().loads(str(session_data).encode())  # type: ignore[no-any-return]

    def load(self) -> dict[str, Any]:
        """What it holds; nothing if it was altered: whoever did that has signed its owner out."""
        try:
            return super().load()
        except BadSeal:
            self._session_key = None
            return {}
