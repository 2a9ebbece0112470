"""Files of translations that are filled without a translator."""

import re
import shutil
from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "cases/translations"


def gardens(folder: Path) -> Path:
    """Put a data file with a translation beside it into a folder; return the former."""
    for file in CASES.iterdir():
        shutil.copy(file, folder)
    return folder / "gardens.yaml"


def filled(file: Path, before: str = "") -> None:
    """Write the original that stands above each TODO in its place, with a word before it if given."""
    lines, said = list[str](), list[str]()
    for line in file.read_text("utf-8").split("\n"):
        if line.strip().startswith("#"):
            said.append(line.strip()[1:].strip())
        else:
            text = (before + " ".join(said)).replace('"', '\\"')
            line, said = line.replace("text: TODO", f'text: "{text}"'), []
        lines.append(line)
    file.write_text("\n".join(lines), "utf-8")


def data_files(folder: Path) -> list[Path]:
    """Return the data files of a folder and those below it, without the files of their texts in other languages."""
    return sorted(path for path in folder.rglob("*.yaml") if not re.search(r"\.[a-z]{2}-[A-Z]{2}$", path.stem))
