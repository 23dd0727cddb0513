"""The Django settings under which the tests run: those of an installation, made quick."""

import os
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from throughcare.settings import database
from throughcare.settings.base import *  # noqa: F403
from throughcare.settings.frontend import FrontendMissing, prepare
from throughcare.settings.options import OPTIONS

DATABASES = {
    "default": database.connection_settings(
        replace(OPTIONS, pool=0), server=database.embedded_for_tests(OPTIONS)
    )
    | {"CONN_HEALTH_CHECKS": False},
}
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a real one takes 0.2 s
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False  # the tests of the limits switch them on
DEMO = True
DOCUMENTS = Path(tempfile.gettempdir()) / f"throughcare-documents-of-tests-{os.getuid()}"

# Static files are served from where they lie, without being collected first.
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tempfile.gettempdir()},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

with suppress(FrontendMissing):  # the tests of the browser see it; those of rules need no styles
    prepare()
