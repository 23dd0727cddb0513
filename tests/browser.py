"""The pages served for real, and a browser to look at them.

`service` is the address of the running pages, `page` a Playwright page whose addresses are relative
to it. Both read and write the `committed_database` of the test.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import QuietWSGIRequestHandler
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}


def chromium() -> str:
    """Where the browser is."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise pytest.UsageError("No Chromium is installed. Run: apt-get install chromium")


@pytest.fixture
def service(committed_database: str) -> Iterator[str]:
    """The address of the pages, served by threads from the test's own database."""
    server = ThreadedWSGIServer(
        ("127.0.0.1", 0), QuietWSGIRequestHandler, allow_reuse_address=False
    )
    server.set_app(WSGIHandler())
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for a worker."""
    # Playwright keeps an event loop in this thread, where Django then suspects asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def new_page(browser: Browser, service: str) -> Iterator[Callable[..., Page]]:
    """Open pages, each as of another person: `new_page()`, `new_page(viewport=PHONE)`."""
    contexts: list[BrowserContext] = []

    def only_ours(route: Route) -> None:
        ours = route.request.url.startswith((service, "data:"))
        route.continue_() if ours else route.abort()

    def open_page(**options: object) -> Page:
        chosen = {"base_url": service, "viewport": DESKTOP, "locale": "en-GB"} | options
        context = browser.new_context(**chosen)
        context.set_default_timeout(10_000)
        context.route("**/*", only_ours)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Iterator[Page]:
    """A page at desktop width. What its scripts complain of fails the test."""
    opened = new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    assert not complaints, complaints


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """A page at the width of a phone."""
    return new_page(viewport=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Check a page: `accessible(page)` fails with what axe finds against WCAG 2.2 AA."""
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

    def check(page: Page) -> None:
        found = Axe().run(page, options=rules)
        assert found.violations_count == 0, found.generate_report()

    return check
