"""The product's settings, with an address and a job beside the others that fail."""

from sixin.site.settings import *  # noqa: F403 - every setting, as it is

ROOT_URLCONF = "tests.security.canaries.failing"
