"""The office locks a machine to the kiosk with files that are made for this portal's own address."""

import json
import subprocess

import pytest

from portal.kiosk.rules import FLAGS, policy

FILES = ("samen-kiosk.json", "samen-kiosk.service", "samen-kiosk-install.sh")


@pytest.fixture
def address(app) -> str:
    return app.config["SETTINGS"].url


def test_the_page_goes_step_by_step_and_offers_every_file(office, address):
    page = office.get("/office/kiosks/setup")
    assert page.status == 200 and page.html.count("<h2>") == 5 and address in page
    assert all(f"/office/kiosks/setup/{name}" in page.links for name in FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_saved_under_its_own_name(name, office, address):
    answer = office.client.get(f"/office/kiosks/setup/{name}")
    assert answer.status_code == 200 and address in answer.text
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("name", ["x", "samen-kiosk.json.bak", "..%2f..%2fwsgi.py", "SAMEN-KIOSK.JSON"])
def test_there_are_no_other_files(name, office):
    assert office.client.get(f"/office/kiosks/setup/{name}").status_code == 404


def test_the_policy_opens_the_kiosk_and_nothing_else(office, address):
    told = json.loads(office.client.get(f"/office/kiosks/setup/{FILES[0]}").text)
    assert told == policy(address)
    assert told["URLAllowlist"] == [f"{address}/kiosk", f"{address}/static"] and "*" in told["URLBlocklist"]
    assert told["DeveloperToolsAvailability"] == 2 and told["PrintingEnabled"] is False


def test_the_unit_starts_the_browser_full_screen_and_again_when_it_ends(office, address):
    unit = office.client.get(f"/office/kiosks/setup/{FILES[1]}").text
    (start,) = [line for line in unit.splitlines() if line.startswith("ExecStart=")]
    assert all(flag in start for flag in FLAGS) and start.endswith(f"{address}/kiosk/self-check?started=1")
    assert "Restart=always" in unit and "StartLimitIntervalSec=0" in unit and "User=kiosk" in unit
    assert "--incognito" not in start, "the key has to outlive the night"


def test_the_install_script_is_a_script_with_both_files_in_it(office, address):
    script = office.client.get(f"/office/kiosks/setup/{FILES[2]}").text
    checked = subprocess.run(["sh", "-n"], input=script, text=True, capture_output=True)
    assert checked.returncode == 0, checked.stderr
    inside = script.split("<<'POLICY'\n", 1)[1].split("\nPOLICY\n", 1)[0]
    assert json.loads(inside) == policy(address)
    assert "Restart=always" in script.split("<<'UNIT'\n", 1)[1].split("\nUNIT\n", 1)[0]
    assert "&#" not in script and "&amp;" not in script, "it is no page"


@pytest.mark.parametrize(
    "language, word", [("nl", "Koppel het scherm"), ("en", "Pair the screen"), ("ar", "اربط الشاشة")]
)
def test_the_steps_are_in_every_language(language, word, office):
    office.post(f"/language/{language}", {"next": "/office/kiosks/setup"})
    assert word in office.get("/office/kiosks/setup")
