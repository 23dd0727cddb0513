"""Sessions in the database, read at every request."""

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from throughcare.history import prepared


class SessionStore(db.SessionStore):
    """As Django keeps them, read without a row of its own being made of each."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing where it has ended."""
        found = prepared.run(_READ, {"key": self.session_key, "now": timezone.now()})
        if not found:
            self._session_key = None
            return {}
        return dict(self.decode(found[0][0]))


_READ = """
    SELECT session_data FROM django_session
    WHERE session_key = %(key)s AND expire_date > %(now)s
"""
