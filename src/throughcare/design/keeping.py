"""Forms that were sent after the session had ended: kept over the sign-in.

Every form carries a seal of who writes in it. Where it comes back from somebody who is no longer
signed in, or whose proof of origin became too old by signing in again, what was typed is kept in
the session. It is shown again to the same writer alone, and forgotten where somebody else signs
in. Without a seal nothing is kept, so that nobody fills the store from outside.

`access.showing_again` opens the page with it.
"""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict

SEALED = "writer"
"""The hidden field with the sealed writer."""
LONGEST = 400_000
"""Signs of one form that are kept: more than any form of ours takes."""
MOST = 5
"""Forms that are kept at once, as from several tabs."""
_KEPT = "kept-forms"
_SALT = "throughcare.writer"
_NOT_TYPED = ("csrfmiddlewaretoken", SEALED)


class Typed(QueryDict):
    """What was typed, given to a page once more. `shown` is set by the form that shows it."""

    shown = False


@dataclass(frozen=True)
class Kept:
    """A form that was not saved."""

    typed: Typed
    files: bool
    """Whether files came with it; those are not kept."""

    @property
    def token(self) -> str:
        """The token with which it was sent."""
        return self.typed.get("token") or ""

    @property
    def texts(self) -> list[str]:
        """Its texts alone: what somebody would miss."""
        every = (text.strip() for _name, texts in self.typed.lists() for text in texts)
        return [text for text in every if any(sign.isspace() for sign in text)]


def seal(user: Any) -> str:
    """Seal who writes; empty where nobody is signed in."""
    if not getattr(user, "is_authenticated", False):
        return ""
    return signing.dumps(user.public_id, salt=_SALT)


def _sealed_by(request: HttpRequest) -> str | None:
    """Return who wrote the form that was sent, None where the seal is missing or not theirs."""
    try:
        writer: str = signing.loads(request.POST.get(SEALED, ""), salt=_SALT)
    except signing.BadSignature:
        return None
    if request.user.is_authenticated and request.user.public_id != writer:
        return None
    return writer


def sent_by(request: HttpRequest) -> Kept | None:
    """Return the form that its writer, signed in, has just sent."""
    if _sealed_by(request) is None:
        return None
    typed = Typed(mutable=True)
    for name, texts in request.POST.lists():
        if name not in _NOT_TYPED:
            typed.setlist(name, texts)
    return Kept(typed, any(request.FILES.values()))


def keep(request: HttpRequest) -> bool:
    """Keep what was sent for its writer; False where it cannot be kept or is not theirs."""
    writer = _sealed_by(request)
    if writer is None:
        return False
    typed = [(name, texts) for name, texts in request.POST.lists() if name not in _NOT_TYPED]
    fits = sum(len(text) for _name, texts in typed for text in texts) <= LONGEST
    kept = request.session.get(_KEPT, {})
    kept.pop(request.get_full_path(), None)
    kept[request.get_full_path()] = {
        "writer": writer,
        "typed": typed if fits else None,
        "files": any(request.FILES.values()),
    }
    request.session[_KEPT] = dict(list(kept.items())[-MOST:])
    return fits


def waits(request: HttpRequest) -> str:
    """Say on the page of sign-in what became of the last form: "kept", "too long" or nothing."""
    kept = list(request.session.get(_KEPT, {}).values())
    if not kept:
        return ""
    return "kept" if kept[-1]["typed"] is not None else "too long"


def kept_for(request: HttpRequest) -> Kept | None:
    """Return what the same writer had sent to this address."""
    found = request.session.get(_KEPT, {}).get(request.get_full_path())
    if not found or found["writer"] != request.user.public_id or found["typed"] is None:  # type: ignore[union-attr]
        return None
    typed = Typed(mutable=True)
    for name, texts in found["typed"]:
        typed.setlist(name, texts)
    return Kept(typed, found["files"])


def forget(request: HttpRequest) -> None:
    """Forget what was sent to this address."""
    kept = request.session.get(_KEPT, {})
    if kept.pop(request.get_full_path(), None) is not None:
        request.session[_KEPT] = kept


def forget_what_others_typed(request: HttpRequest | None, user: Any, **_signal: Any) -> None:
    """Forget, as somebody signs in, the forms of everybody else."""
    kept = request.session.get(_KEPT) if request is not None else None
    if request is not None and kept:
        own = {path: each for path, each in kept.items() if each["writer"] == user.public_id}
        request.session[_KEPT] = own
