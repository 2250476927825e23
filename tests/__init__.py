"""Contracts, properties, golden pages and journeys. Unit tests stand beside their package."""
