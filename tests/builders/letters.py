"""Letters to readers of many names, and what makes their copies."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from reports.brief.mailmerge.render_copies import BriefCopyRenderer, brief_copy_renderer
from reports.compose.compose import compose
from reports.datafile.attachments import Attachment
from reports.errors import Location
from reports.story import Personal, Story, Words
from tests.builders.brief import THEME, programme_of
from tests.builders.finished import DATA

HANDOUT = Location("data.yaml", 9, 3)
LETTER = "Thank you, {name}, for the office’s efficient effort of €{amount} – it is different. " * 2
NAMES = (
    "A", "Ø", "Li", "Ada Lovelace", "Zoë Müller", "Łukasz Šimić", "Nguyễn Thị Ánh", "D’Souza", "van der Berg–Ångström",
    "Ōno Yūki", "Ağrı Çelik", "Þóra Jökulsdóttir", "Dvořák", "Γιώργος Σεφέρης", "Фёдор Достоевский", "Ff Tt fft",
    unicodedata.normalize("NFD", "José Ñandú"), "Q\u0302 Combined", "Double  Space", "O'Neil <b>{x}</b> (Ltd) \\",
    "Karl-Theodor Maria Nikolaus Johann Jacob Philipp Franz Joseph Sylvester Buhl-Freiherr von und zu Guttenberg",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch-Gesellschaft", "№ 7", "Ĳsbrand", "ﬁnch",
)  # fmt: skip
STREET = ("12 St James’s Square", "London SW1Y 4JH")


def said(text: str) -> Words:
    return Words(text, HANDOUT)


def a_letter(name: str, amount: int = 50, *, addressed: bool = False) -> Personal:
    address = tuple(map(said, (name[:40], *STREET))) if addressed else ()
    return Personal(said(f"Dear {name}"), (said(LETTER.format(name=name, amount=amount).strip()),), address)


def letters() -> list[Personal]:
    """Write to everybody, with and without an address, and in every shape that leaves something out."""
    all_of = [a_letter(name, 50 + 17 * place, addressed=bool(place % 3 == 0)) for place, name in enumerate(NAMES)]
    again = [a_letter(f"{name} II", 9 * place, addressed=bool(place % 2)) for place, name in enumerate(NAMES)]
    one = a_letter("Ada Lovelace", addressed=True)
    some = [Personal(), replace(one, letter=()), replace(one, dedication=None), Personal(address=one.address)]
    return [*all_of, *again, *some, replace(one, letter=one.letter * 2), a_letter("Ada Lovelace " * 6)]


@cache
def story() -> Story:
    return compose(programme_of(DATA)[0])


def a_renderer(
    told: Story | None = None, characters: Sequence[str] = NAMES, inside: Sequence[Attachment] = ()
) -> BriefCopyRenderer:
    return brief_copy_renderer(
        told or story(), THEME, "a4", characters=[*characters, LETTER, *STREET], attachments=inside
    )
