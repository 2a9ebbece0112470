"""The same deck, the same bytes: whenever, wherever, and in a zip that every program takes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders.deck import a_deck, a_finding, a_story, every_block, members, xml

ROOT = Path(__file__).resolve().parents[2]
DIGEST = "import hashlib; from tests.builders.deck import a_deck, every_block as e; "
DIGEST += "print(hashlib.sha256(a_deck(e()).pptx).hexdigest())"


def digest(**environment: str) -> str:
    command = [sys.executable, "-c", DIGEST]
    made = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=True)
    return made.stdout.decode().strip()


def test_two_renders_give_the_same_bytes() -> None:
    assert a_deck(every_block()).pptx == a_deck(every_block()).pptx


@pytest.mark.slow
def test_another_zone_locale_and_hash_seed_give_the_same_bytes() -> None:
    here = digest(PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    there = digest(PYTHONHASHSEED="2", TZ="Pacific/Auckland", LC_ALL="de_DE.UTF-8")
    assert here == there


def test_members_are_sorted_behind_the_two_that_readers_look_for() -> None:
    names = [member.filename for member in members(a_deck(a_story()).pptx)]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])


def test_properties_name_title_creator_and_language_but_no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    core = xml(a_deck(a_story(a_finding())).pptx, "docProps/core.xml")
    assert "<dc:title>Five gardens</dc:title><dc:creator>A Trust</dc:creator><dc:language>en-GB</dc:language>" in core
    assert "dcterms:created" not in core


def test_the_build_date_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    core = xml(a_deck(a_story()).pptx, "docProps/core.xml")
    assert core.count("2023-11-14T22:13:20Z") == 2


def test_the_application_properties_count_the_slides() -> None:
    deck = a_deck(a_story(a_finding()))
    assert f"<Slides>{deck.slides}</Slides><Notes>{deck.slides}</Notes>" in xml(deck.pptx, "docProps/app.xml")
