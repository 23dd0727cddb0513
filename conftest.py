"""Fixtures for the tests of every area, here and beside the code."""

from hypothesis import settings

pytest_plugins = ("tests.databases", "tests.browser")

# A busy machine must not turn a property red.
settings.register_profile("throughcare", deadline=None)
settings.load_profile("throughcare")
