"""Machines that try what no person would type: against the API's own description, and every form."""
