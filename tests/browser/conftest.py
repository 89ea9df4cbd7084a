"""A real browser for the pages that we make; without one these tests are skipped, and `.ci/run` installs it."""

import os
import shutil

import pytest


@pytest.fixture(scope="module")
def chromium():
    """Chromium of the system, started once for a module; nothing is downloaded."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is missing")
    path = os.environ.get("LOFTEKOLL_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("chromium is missing")
    with sync_api.sync_playwright() as playwright:
        # The sandbox of the browser cannot be had as root, which is what CI is.
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium):
    """An empty page of 1280 × 900 that is not allowed to reach any network."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE", offline=True)
    yield context.new_page()
    context.close()
