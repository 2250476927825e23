"""Browsers that share one server, which reads its folder of static files once instead of each time."""

import functools

from django.test import Client
from django.test.client import ClientHandler


def new() -> Client:
    """In which nobody is signed in; what goes wrong in a page is an answer, as on a real server."""
    client = Client(raise_request_exception=False)
    client.handler = _server()
    return client


@functools.cache
def _server() -> ClientHandler:
    handler = ClientHandler(enforce_csrf_checks=False)
    handler.load_middleware()
    return handler
