"""A package of figures held against its data: every file in it but the ledger is made anew and compared."""

from collections.abc import Iterator
from pathlib import Path

from reports.datafile.attachments import LOOK_FOLDER, LOOK_SAYS, LOOK_TYPE, Attachment, Enclosed
from reports.package.package import DATA_FOLDER, LEDGER, package_of
from reports.story import Story
from reports.verify.readback.reading import MOST_BYTES, Discrepancy, FileReading, ReadProperties, contents, unreadable
from reports.zips import FAULTS, unpacked

_OF_HANDOUTS = "manifest.csv"  # the table in an archive of personal copies


def read_package(path: Path) -> FileReading:
    """Return the files of a package as what is attached.

    Raises a ReportError if it cannot be read, or is no zip that could be ours.
    """
    content = contents(path)
    try:
        files = unpacked(content, MOST_BYTES)
    except FAULTS:
        raise unreadable(str(path), "is damaged, or no package of figures", "build it again") from None
    if _OF_HANDOUTS in files:
        raise unreadable(str(path), "holds copies of handouts", "unpack it, then verify them one by one")
    return FileReading("package", str(path), len(files), (), (), (), (), ReadProperties("", "", ""), files)


def check_package(reading: FileReading, story: Story, enclosed: Enclosed) -> Iterator[Discrepancy]:
    """Yield what a package lacks, what it should not hold, and what is not as the data has it.

    The look that travels with the data is taken as it is, and so is the ledger, but for its digest.
    """
    inside = {name.removeprefix(DATA_FOLDER): content for name, content in reading.attached.items()}
    looks = (name for name in inside if name.startswith(LOOK_FOLDER))
    look = (Attachment(name, inside[name], LOOK_TYPE, LOOK_SAYS) for name in looks)
    expected = package_of(story, (*enclosed.files, *look), inside.get(LEDGER, b""))
    for name in {**expected, **reading.attached}:
        if name not in reading.attached:
            yield Discrepancy("package", 0, f"does not hold {name}")
        elif name not in expected:
            yield Discrepancy("package", 0, f"holds the file {name}, which the data does not ask for")
        elif reading.attached[name] != expected[name]:
            yield Discrepancy("package", 0, f"holds a file {name} that is not what the data says")
