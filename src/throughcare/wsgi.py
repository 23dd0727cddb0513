"""What the server calls. The database is started by whoever starts the server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughcare.settings.base")

application = get_wsgi_application()

gc.collect()
gc.freeze()  # what is loaded stays: the collector need not go through it at every request
