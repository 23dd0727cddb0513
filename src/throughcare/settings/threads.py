"""What Django looks up for every word and every address of a page, kept within reach.

It keeps the language, and what stands before an address, where threads and asyncio both find them:
behind a lock, two microseconds away, hundreds of times a page. Pages are served by threads alone.
And it goes through all its catalogues at each word, though the answer is always the same.
"""

import threading
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import base as urls
from django.utils.translation import trans_real

_KEPT = ((trans_real, "_active"), (urls, "_prefixes"), (urls, "_urlconfs"))


def keep_within_reach() -> None:
    """Do so in this process; called once, before the first request."""
    for module, name in _KEPT:
        assert hasattr(module, name), f"Django keeps {name} elsewhere now"
        setattr(module, name, threading.local())
    words: Any = trans_real.translation(settings.LANGUAGE_CODE)
    words.gettext = lru_cache(maxsize=10_000)(words.gettext)
