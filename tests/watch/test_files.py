"""What is watched: the data file and all that it names, as programs save them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.watch.files import Watched


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "spring.yaml").write_text(
        "portfolio: {awards: {table: awards.csv}}\nconsents: consents.yaml\n", "utf-8"
    )
    (tmp_path / "consents.yaml").write_text("field: {form: forms/field.pdf}\n", "utf-8")
    (tmp_path / "awards.csv").write_text("id\n1\n", "utf-8")
    return tmp_path


def seen(watched: Watched) -> bool:
    """Say whether something new is seen in two looks, as many as it takes where files stand still."""
    return [watched.changed(), watched.changed()][1]


@pytest.mark.parametrize("name", ["spring.yaml", "awards.csv", "consents.yaml", "forms/field.pdf", "theme.yaml"])
def test_each_file_that_is_named_is_watched_also_one_that_comes_later(folder: Path, name: str) -> None:
    watched = Watched(folder / "spring.yaml", [])
    assert not seen(watched)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("other", "utf-8")
    assert seen(watched)
    watched.take()
    assert not seen(watched)


def test_a_theme_and_a_template_that_are_given_are_watched(folder: Path) -> None:
    theme = folder / "looks" / "ours.yaml"
    theme.parent.mkdir()
    theme.write_text("logo: {file: mark.png}\n", "utf-8")
    watched = Watched(folder / "spring.yaml", [theme])
    (theme.parent / "mark.png").write_bytes(b"other")
    assert seen(watched)


def test_a_file_that_another_takes_the_place_of_is_seen_whatever_its_time_and_size(folder: Path) -> None:
    data = folder / "spring.yaml"
    watched = Watched(data, [])
    new = folder / ".spring.yaml.swp"
    new.write_bytes(data.read_bytes().replace(b"awards.csv", b"others.csv"))
    new.replace(data)
    assert seen(watched)


def test_a_file_is_read_once_it_stands_still(folder: Path) -> None:
    watched = Watched(folder / "spring.yaml", [])
    for count in range(3):
        (folder / "spring.yaml").write_text("half" * count, "utf-8")
        assert not watched.changed()
    assert watched.changed()


def test_a_file_may_be_gone_for_a_moment_but_not_for_long(folder: Path) -> None:
    watched = Watched(folder / "spring.yaml", [])
    text = (folder / "spring.yaml").read_text("utf-8")
    (folder / "spring.yaml").unlink()
    assert [watched.changed() for _ in range(4)] == [False] * 4
    (folder / "spring.yaml").write_text(text, "utf-8")
    assert seen(watched)
    watched.take()
    (folder / "spring.yaml").unlink()
    assert True in [watched.changed() for _ in range(20)]


@pytest.mark.parametrize(
    "content", ["a: [", "\0", "- " * 9, "just text.png", "a: /etc/passwd.txt", f"a: {'x' * 300}.png"]
)
def test_a_file_that_says_anything_is_watched(tmp_path: Path, content: str) -> None:
    data = tmp_path / "odd.yaml"
    data.write_text(content, "utf-8")
    watched = Watched(data, [])
    assert not seen(watched)
    data.write_text("a: 1", "utf-8")
    assert seen(watched)
