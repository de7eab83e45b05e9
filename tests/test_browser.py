"""What a learner and a teacher see in a real browser: a lesson in JupyterLab, and nbgrader's formgrader."""

import html
import re
import shlex
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from classroom import SCRIPTS, Classroom
from nbgrader.api import Gradebook
from selenium import webdriver
from selenium.common.exceptions import ElementClickInterceptedException, StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

from autograder import catalogue
from autograder.authoring import course, sample_class
from autograder.authoring.samples import samples

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="needs Chromium and its driver on the PATH"),
]

LESSON = "recognition"
EXERCISE = catalogue.exercises(LESSON)[0]
RIGHT, WRONG = samples(LESSON, "variants")[0], samples(LESSON, "wrong")[0]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--window-size=1400,1000",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",  # no page here needs the network
]
PATIENCE = 60  # seconds
COMMENT = "Name the attacker, too."


@pytest.fixture(scope="module")
def classroom(tmp_path_factory) -> Classroom:
    """A class with the lesson released."""
    classroom = Classroom(tmp_path_factory.mktemp("class"), LESSON)
    classroom.nbgrader("generate_assignment", classroom.assignment)
    classroom.nbgrader("release_assignment", classroom.assignment)
    return classroom


@pytest.fixture(scope="module")
def lab(classroom) -> Iterator[str]:
    """The address of a JupyterLab that runs in the class's folder as `make lab` starts it."""
    makefile = (course.PROJECT / "Makefile").read_text(encoding="utf-8")
    command = shlex.split(re.search(r"\t\$\(RUN\) (jupyter lab.*)", makefile).group(1))
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    options = [
        "--no-browser",
        "--allow-root",
        "--IdentityProvider.token=",
        f"--port={port}",
        "--ServerApp.port_retries=0",
    ]
    log = classroom.folder / "lab.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [SCRIPTS / command[0], *command[1:], *options],
            cwd=classroom.root,
            env=classroom.environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://localhost:{port}"
    try:
        wait_for_answer(f"{address}/api", server, log)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def wait_for_answer(address: str, server: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5)
            return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")


@pytest.fixture
def page(tmp_path) -> Iterator["Page"]:
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for flag in [*FLAGS, f"--user-data-dir={tmp_path / 'browser'}"]:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        yield Page(driver)
    finally:
        driver.quit()


class Page:
    """What a person does with a page: open, look, press, write. Looking waits for what is to come."""

    def __init__(self, driver: webdriver.Chrome):
        self.driver = driver

    def open(self, address: str) -> None:
        self.driver.get(address)

    def all(self, selector: str, within: WebElement | None = None) -> list[WebElement]:
        return (within or self.driver).find_elements(By.CSS_SELECTOR, selector)

    def see(self, selector: str, text: str = "", within: WebElement | None = None) -> WebElement:
        """Wait for a visible element that holds a text."""

        def look(_: object) -> WebElement | None:
            found = self.all(selector, within)
            return next((one for one in found if one.is_displayed() and text in one.text), None)

        return self.until(look, f"{text!r} in {selector}")

    def until(self, condition, what: str) -> object:
        passing = (StaleElementReferenceException, ElementClickInterceptedException)  # the page is being redrawn
        return WebDriverWait(self.driver, PATIENCE, 0.2, passing).until(condition, f"waited for {what}")

    def press(self, selector: str, text: str = "", within: WebElement | None = None) -> None:
        self.until(lambda _: self.see(selector, text, within).click() or True, f"{text!r} in {selector} to be free")

    def keys(self, *keys: str) -> None:
        """Hold all keys but the last, and press that."""
        chain = ActionChains(self.driver)
        for key in keys[:-1]:
            chain.key_down(key)
        chain.send_keys(keys[-1])
        for key in keys[:-1]:
            chain.key_up(key)
        chain.perform()


CELL = ".jp-Notebook .jp-Cell"
PASTE = """
const data = new DataTransfer();
data.setData("text/plain", arguments[1]);
arguments[0].dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
"""


def run(page: Page, cells: list[WebElement], index: int, source: str | None = None) -> WebElement:
    """Run a cell of the notebook on the page, after pasting another source into it; returns the cell."""
    editor = cells[index].find_element(By.CSS_SELECTOR, ".cm-content")
    page.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", editor)
    editor.click()
    if source is not None:
        page.keys(Keys.CONTROL, "a")
        page.driver.execute_script(PASTE, editor, source)
    page.keys(Keys.CONTROL, Keys.ENTER)
    return cells[index]


def test_a_lesson_in_jupyterlab_shows_its_checks_as_a_table(lab, classroom, page):
    released = classroom.notebook(classroom.root / "course")
    document = nbformat.read(released, as_version=4)
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in document.cells]
    check = ids.index(f"check-{EXERCISE}")

    page.open(f"{lab}/lab/tree/{released.relative_to(classroom.root).as_posix()}")
    page.see(".jp-Toolbar", "Validate")
    page.see("#jp-main-statusbar", "Idle")
    page.until(lambda _: len(page.all(CELL)) > check, "the cells")
    cells = page.all(CELL)
    for index in range(check):
        if ids[index].startswith("given"):
            run(page, cells, index)
    run(page, cells, ids.index(EXERCISE), RIGHT.source())
    table = page.see("table", within=run(page, cells, check))

    public = [one for one in catalogue.checks(LESSON) if one.exercise == EXERCISE]
    assert table.text.count("✓ passed") == len(public)
    assert all(one.name.removeprefix("test_").replace("_", " ") in table.text for one in public)


@pytest.fixture
def open_question(classroom) -> tuple[str, str]:
    """The name of the manually graded question, and a line of its marking scheme."""
    source = nbformat.read(classroom.notebook(classroom.root / "build" / "source"), as_version=4)
    marks = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in source.cells}
    name = next(
        name for name, cell in marks.items() if name and cell.cell_type == "markdown" and cell.metadata.nbgrader.grade
    )
    scheme = next(cell.source for cell in source.cells if "=== BEGIN MARK SCHEME ===" in cell.source)
    return name, re.search(r"=== BEGIN MARK SCHEME ===\s+(.+)", scheme).group(1)


@pytest.fixture
def handed_in(classroom, open_question) -> str:
    """A student who got one exercise wrong and answered the open question; handed in and collected."""
    desk = classroom.desk("ada")
    mine = classroom.notebook(desk)
    mine.parent.mkdir()
    answers = {WRONG.exercise: WRONG.source(), open_question[0]: "They aren't anonymous."}
    mine.write_text(sample_class.filled(classroom.root, LESSON, answers), encoding="utf-8")
    classroom.nbgrader("submit", classroom.assignment, "--student=ada", at=desk)
    classroom.nbgrader("collect", classroom.assignment)
    return "ada"


def press_and_succeed(page: Page, column: str) -> None:
    """Press the button in a column of formgrader's table, and wait until it says that all went well."""
    page.press(f"#main-table td.{column} a")
    modal = page.see(".modal.in", "Success")
    page.press("button.close", within=modal)
    page.until(staleness_of(modal), "the dialog to close")


def test_a_teacher_grades_comments_and_gives_back_in_formgrader(lab, classroom, page, handed_in, open_question):
    name, (question, scheme) = classroom.assignment, open_question
    page.open(f"{lab}/lab")
    page.press(".lm-MenuBar-item", "Nbgrader")
    page.press(".lm-Menu-item", "Formgrader")
    page.driver.switch_to.frame(page.see("iframe"))
    page.see("#main-table", name)
    page.press("#main-table td.num-submissions a", "1")
    page.see("#main-table", "needs autograding")
    press_and_succeed(page, "autograde")
    page.see("#main-table", "needs manual grading")

    page.open(f"{lab}/formgrader/gradebook/{name}/{name}")
    page.press("#main-table a", "Submission #1")
    page.see("#notebook", scheme)
    page.see("#notebook table", "✗ wrong")
    page.see(f"#{question}.needs_manual_grade").send_keys("2", Keys.TAB)
    page.see(f"#{question}-comment[placeholder]").send_keys(COMMENT, Keys.TAB)
    page.until(lambda _: manual_grade(classroom, handed_in, question) == (2, COMMENT), "them in the gradebook")

    page.open(f"{lab}/formgrader/manage_submissions/{name}")
    page.see("#main-table", "graded")
    press_and_succeed(page, "generate-feedback")
    press_and_succeed(page, "release-feedback")
    given_back = (classroom.root / "feedback" / handed_in / name / f"{name}.html").read_text(encoding="utf-8")
    assert COMMENT in given_back
    assert all(
        check.hint in html.unescape(given_back) for check in catalogue.checks(LESSON) if check.name in WRONG.fails
    )
    classroom.nbgrader("fetch_feedback", name, at=classroom.folder / handed_in)
    (fetched,) = (classroom.folder / handed_in / name / "feedback").glob("*/*.html")
    assert fetched.read_text(encoding="utf-8") == given_back


def manual_grade(classroom: Classroom, student: str, question: str) -> tuple[float | None, str | None]:
    name = classroom.assignment
    with Gradebook(f"sqlite:///{classroom.root}/gradebook.db") as gradebook:
        grade = gradebook.find_grade(question, name, name, student)
        comment = gradebook.find_comment(question, name, name, student)
        return grade.manual_score, comment.manual_comment
