"""What the server calls."""

import os

from django.core.wsgi import get_wsgi_application

from sixin.site import watching

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sixin.site.settings")
application = get_wsgi_application()
# Set by `sixin serve` for the processes that answer its requests.
if server := os.environ.get("SIXIN_SERVER"):
    watching.stop_with(int(server))
