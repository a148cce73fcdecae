"""Every page in a real browser: no error, nothing wider than the screen, at desk and at telephone width."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from dashboards import queries

ROOT = Path(__file__).resolve().parents[2]
BUREAU = "广州市科学技术局"
WIDTHS = (1440, 390)
PAGES = {
    "总览": "",
    "总览一年": "?year=2024",
    "单位对比": "compare",
    "单位画像": f"unit?unit={quote(BUREAU)}",
    "问题清单": "findings",
    "待复核": "review",
    "核查台账": "ledger",
    "溯源": "source",
}
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(built_home: Path) -> Iterator[str]:
    """The address of a running dashboard."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboards" / "app.py")]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    environment = {**os.environ, "MINGZHANG_HOME": str(built_home)}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.5)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """A headless Chromium driven by Selenium; the tests are skipped where either is missing."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    program, driver = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
    if not program or not driver:
        pytest.skip("no Chromium with chromedriver on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    chromium = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield chromium
    finally:
        chromium.quit()


def settled(browser: object, address: str, width: int) -> None:
    """Open an address at a width and wait until the page is complete."""
    call = browser.execute_cdp_cmd  # type: ignore[attr-defined]
    call(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    browser.get(address)  # type: ignore[attr-defined]
    script = """
        const app = document.querySelector('[data-testid=stApp]');
        return Boolean(app && document.querySelector('h1') && app.dataset.testScriptState === 'notRunning');
    """
    for _ in range(240):
        if browser.execute_script(script):  # type: ignore[attr-defined]
            return
        time.sleep(0.25)
    raise AssertionError(f"{address} did not finish")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_page_fits_the_screen_and_shows_no_error(browser: object, address: str, path: str, width: int) -> None:
    settled(browser, address + path, width)
    errors, sticking_out = browser.execute_script(  # type: ignore[attr-defined]
        """
        const main = document.querySelector('[data-testid=stMain]');
        const wide = [...main.querySelectorAll('.mz > *, h1, h2, h3, [data-testid=stVerticalBlock] > *')]
            .filter(element => element.getBoundingClientRect().right > window.innerWidth + 1)
            .map(element => element.className + ' ' + element.textContent.slice(0, 40));
        if (main.scrollWidth > main.clientWidth + 1) wide.push('page');
        return [[...main.querySelectorAll('[data-testid=stException]')].map(e => e.textContent), wide];
        """
    )
    assert errors == []
    assert sticking_out == []


def test_an_unknown_address_is_told_in_chinese_and_leads_to_the_overview(browser: object, address: str) -> None:
    settled(browser, f"{address}nothing-here", 1440)
    text = browser.execute_script("return document.body.innerText")  # type: ignore[attr-defined]
    assert "没有这一页，已转到总览" in text
    assert "Page not found" not in text


@pytest.mark.parametrize("width", WIDTHS)
def test_two_clicks_lead_from_the_overview_to_the_marked_sentence(
    browser: object, address: str, width: int, home: Path
) -> None:
    assert queries.years()
    settled(browser, f"{address}?year=2023", width)
    browser.execute_script(  # type: ignore[attr-defined]
        "[...document.querySelectorAll('.mz-card a')].find(link => link.textContent === '99.81%').click()"
    )
    for _ in range(120):
        marked = browser.execute_script(  # type: ignore[attr-defined]
            "return [...document.querySelectorAll('.mz-paper mark')].map(mark => mark.textContent)"
        )
        if marked:
            break
        time.sleep(0.25)
    assert marked == ["99.81%"] or marked == ["99.81"]
