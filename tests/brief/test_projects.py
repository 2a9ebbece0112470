"""Projects: each below a rule, with its square's number at its name, and circles for people where there is room."""

import io
from dataclasses import replace

import pdfplumber
import pytest

from reports.story import Fact, PeopleChart, Project, Projects
from tests.builders.brief import THEME, a_brief, a_project, a_section, a_story
from tests.builders.story import words
from tests.readback import elements


def told(*projects: Project) -> bytes:
    return a_brief(a_story(a_section(Projects(projects), "Projects", "projects"))).pdf


def of_people(*, text: str = "How.") -> Project:
    circles = PeopleChart(250, "250 circles, one for each.", words("One circle is one of them."))
    fact = Fact(words("250"), words("people"), is_number=True, people=circles)
    return replace(a_project("Alpha", fact), text=(words(text),))


def test_a_projects_square_has_its_number_and_is_decoration() -> None:
    pdf = told(replace(a_project("Alpha"), number=1), replace(a_project("Beta"), number=2))
    assert [each.text for each in elements(pdf) if each.tag == "H3"] == ["Alpha", "Beta", "Source"]
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        page = next(page for page in document.pages if "Beta" in page.extract_text())
        spark = tuple(int(THEME.colour["spark"][at : at + 2], 16) / 255 for at in (1, 3, 5))
        squares = [each for each in page.rects if each["non_stroking_color"] == pytest.approx(spark, abs=0.01)]
        inside = [page.crop((each["x0"], each["top"], each["x1"], each["bottom"])).extract_text() for each in squares]
    assert inside == ["1", "2"]


def test_a_name_without_room_beside_its_square_stands_below_it() -> None:
    pdf = told(replace(a_project("Hochwasser-Amt"), number=1))
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        page = next(page for page in document.pages if "Hochwasser-Amt" in page.extract_text())
        name = next(word for word in page.extract_words() if word["text"] == "Hochwasser-Amt")
        assert round(name["x0"]) == 57


@pytest.mark.parametrize(("text", "drawn"), [("How.", False), ("All of it is told. " * 60, True)])
def test_people_are_drawn_where_the_row_gets_no_higher(text: str, drawn: bool) -> None:
    alts = [each.alt for each in elements(told(of_people(text=text))) if each.alt]
    assert ("250 circles, one for each." in alts) == drawn
