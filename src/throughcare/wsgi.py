"""What the server calls. The database is started by whoever starts the server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughcare.settings.base")

application = get_wsgi_application()

from throughcare.settings.threads import keep_within_reach  # noqa: E402  needs the settings

keep_within_reach()

gc.collect()
gc.freeze()  # what is loaded stays: the collector need not go through it at every request
