"""Templates that would do harm, or are none, are refused before anything opens them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.deck.user_template.choose import read
from reports.deck.user_template.security import screened
from reports.errors import DataError, Location
from tests.builders import templates
from tests.builders.deck import the_theme

WHERE = Location("theirs.pptx")
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HOSTILE: list[tuple[str, Callable[[], bytes]]] = [
    ("no PowerPoint file, or a damaged one", lambda: b"PK\x03\x04 nothing"),
    ("protected by a password, or an old .ppt", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600),
    ("a file whose name leads out of it, '../evil.xml'", lambda: templates.with_member("../evil.xml", b"<a/>")),
    ("a file whose name leads out of it, '/etc/passwd'", lambda: templates.with_member("/etc/passwd", b"x")),
    ("leads out of it, 'C:", lambda: templates.with_member("C:/evil.xml", b"<a/>")),
    ("times its size", lambda: templates.with_member("ppt/media/image9.png", b"\0" * 30_000_000)),
    ("files, more than any template needs", lambda: many_members()),
    ("(?i)'ppt/presentation.xml' twice", lambda: templates.with_member("PPT/PRESENTATION.XML", b"<a/>")),
    ("holds macros", lambda: templates.with_member("ppt/vbaProject.bin", b"x")),
    ("holds macros", lambda: typed("ms-powerpoint.presentation.macroEnabled.main")),
    (
        "an embedded program or control, 'ppt/activeX/activeX1.xml'",
        lambda: templates.with_member("ppt/activeX/activeX1.xml", b"<a/>"),
    ),
    ("an embedded program or control", lambda: templates.with_member("ppt/embeddings/oleObject1.bin", b"x")),
    ("declares XML entities in 'ppt/presentation.xml'", lambda: with_doctype('[<!ENTITY b "c">]')),
    ("declares XML entities", lambda: in_utf_16('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')),
    ("which is no XML", lambda: cut_short("ppt/presentation.xml")),
    (
        "refers to something outside it, 'http://example.org/x.png'",
        lambda: related("image", "http://example.org/x.png", external=True),
    ),
    (
        "refers to something outside it",
        lambda: related("attachedTemplate", r"\\\\server\\share\\x.potx", external=True),
    ),
    ("refers to a file whose name leads out of it", lambda: related("image", "../../../../etc/passwd", external=False)),
    ("no PowerPoint file", lambda: typed("openxmlformats-officedocument.wordprocessingml.document.main")),
]


def related(kind: str, target: str, *, external: bool) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    relation = f'<Relationship Id="rIdX" Type="{REL}/{kind}" Target="{target}"{mode}/></Relationships>'
    rels = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    return templates.swapped(templates.default(), rels, "</Relationships>", relation)


def typed(content_type: str) -> bytes:
    usual = "openxmlformats-officedocument.presentationml.presentation.main"
    return templates.swapped(templates.default(), r"\[Content_Types\].xml", usual, content_type)


def with_doctype(inner: str) -> bytes:
    return templates.swapped(templates.default(), "ppt/presentation.xml", r"(\?>)", rf"\1<!DOCTYPE a {inner}>")


def in_utf_16(text: str) -> bytes:
    return templates.with_member("ppt/tags/tag1.xml", text.encode("utf-16"))


def cut_short(name: str) -> bytes:
    return templates.changed(templates.default(), lambda members: members.update({name: members[name][:-9]}))


def many_members() -> bytes:
    return templates.changed(templates.default(), lambda members: members.update({f"a/{n}": b"" for n in range(5001)}))


@pytest.mark.parametrize(("said", "hostile"), HOSTILE, ids=[f"{n}-{said[:30]}" for n, (said, _) in enumerate(HOSTILE)])
def test_a_harmful_or_broken_template_is_refused_with_the_reason(said: str, hostile: Callable[[], bytes]) -> None:
    with pytest.raises(DataError, match=said):
        screened(hostile(), WHERE)


def test_an_ordinary_template_is_not_touched() -> None:
    assert screened(templates.default(), WHERE) == templates.default()


def test_links_are_no_reason_to_refuse() -> None:
    data = related("hyperlink", "https://example.org", external=True)
    assert screened(data, WHERE) == data


@given(st.binary(max_size=400), st.integers(0, 30_000))
def test_noise_in_a_template_never_ends_in_another_error(noise: bytes, place: int) -> None:
    data = templates.default()
    with contextlib.suppress(DataError):
        screened(data[:place] + noise + data[place + len(noise) :], WHERE)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no devices that are read like files")
def test_a_device_is_refused_and_not_read_to_an_end_it_has_not(tmp_path: Path) -> None:
    (link := tmp_path / "zero.pptx").symlink_to("/dev/zero")
    for file in (link, Path("/dev/zero")):
        with pytest.raises(DataError, match=r"zero.*: cannot be read: it is no file but a device or a pipe"):
            read(file, the_theme())


def test_of_a_template_no_more_is_read_than_may_be_one(tmp_path: Path) -> None:
    with (path := tmp_path / "huge.pptx").open("wb") as file:
        file.truncate(10**13)
    with pytest.raises(DataError, match=r"huge.pptx: is larger than 100 MB"):
        read(path, the_theme())


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none.pptx: cannot be read: no such file"):
        read(tmp_path / "none.pptx", the_theme())
