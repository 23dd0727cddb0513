"""Tiers, points and capacity: how much work a case and an officer carry."""
