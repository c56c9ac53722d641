"""A module imports only from the layers below its own; inside the cleaning, stages run one way."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINTER = Path(sys.executable).with_name("lint-imports")
pytestmark = pytest.mark.process


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINTER, "--no-logo", "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the cleaning and of what it stands on, under the same contracts."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "__init__.py").touch()
    for room in ("clean", "model"):
        shutil.copytree(ROOT / "lib" / room, tmp_path / "lib" / room, ignore=shutil.ignore_patterns("__py*"))
    contracts = (ROOT / "pyproject.toml").read_text().split("[[tool.importlinter.contracts]]")
    own = [each for each in contracts[1:] if "lib.clean" in each.partition("forbidden")[0]]
    (tmp_path / "pyproject.toml").write_text(
        "[[tool.importlinter.contracts]]".join(['[tool.importlinter]\nroot_packages = ["lib"]\n', *own[1:]])
    )
    return tmp_path


def test_every_contract_holds() -> None:
    note = linted(ROOT)
    assert note.returncode == 0, note.stdout


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("says/names.py", "from lib.clean.label.vote import body", "Cleaning is one pipeline"),
        (
            "label/vote.py",
            "if TYPE_CHECKING:\n    from lib.clean.story.story import Story",
            "one pipeline",
        ),
        ("helpers.py", "", "Cleaning is one pipeline"),
        ("says/times.py", "from lib.clean.says.name_lists import read_names", "No circle among the modules"),
    ],
)
def test_an_arrow_up_a_circle_and_a_module_without_a_layer_are_seen(
    module: str, line: str, broken: str, copy: Path
) -> None:
    assert linted(copy).returncode == 0
    with (copy / "lib" / "clean" / module).open("a") as file:
        file.write(f"\nfrom typing import TYPE_CHECKING\n{line}\n")
    note = linted(copy)
    assert note.returncode == 1 and broken in note.stdout.split("Contracts:")[1]


def test_every_folder_of_a_page_is_in_the_contract_of_pages() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (pages,) = (each["modules"] for each in contracts if each["name"] == "Pages know nothing of each other")
    folders = {f"lib.ui.{path.parent.name}" for path in (ROOT / "lib" / "ui").glob("*/__init__.py")}
    assert set(pages) == folders - {"lib.ui.api", "lib.ui.jobs"}  # these two serve every page


FAULTS = {  # a line at the end of a module, and the contract that it breaks
    "charts/ego.py": ("from lib.charts import timeline", "Charts know nothing of each other"),
    "ui/read/page.py": ("from lib.ui.actors import drawer", "Pages know nothing of each other"),
    "capture/pages/mhtml.py": (
        "from lib.capture.pages import plain_text",
        "Formats know nothing of each other",
    ),
    "ui/evidence.py": ("from markupsafe import Markup", "Only what renders turns text into markup"),
    "cli/verbs/export.py": (
        "from lib.store.batches import stories",
        "Stories and mentions are written by jobs",
    ),
}


def test_what_knows_its_neighbour_markup_and_a_page_that_writes_are_seen(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "lib", tmp_path / "lib", ignore=shutil.ignore_patterns("__py*"))
    contracts = (ROOT / "pyproject.toml").read_text()
    (tmp_path / "pyproject.toml").write_text(contracts.replace('["lib", "tests", "bench"]', '["lib"]'))
    for name, (line, _) in FAULTS.items():
        with (tmp_path / "lib" / name).open("a") as file:
            file.write(f"\n{line}\n")
    note = linted(tmp_path)
    assert note.returncode == 1
    broken = [line for line in note.stdout.splitlines() if "BROKEN" in line]
    assert len(broken) == len(FAULTS), note.stdout
    assert all(any(line.startswith(contract) for line in broken) for _, contract in FAULTS.values()), broken
