"""What the server calls."""

import os

from django.core.wsgi import get_wsgi_application

from sixin.site import logs, watching

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sixin.site.settings")
logs.hush()
application = get_wsgi_application()
# Set by `sixin serve` for the processes that answer its requests.
if server := os.environ.get("SIXIN_SERVER"):
    watching.stop_with(int(server))
