from __future__ import annotations

from pathlib import Path

from reports.build import BuildRequest


def test_a_name_goes_before_the_files_names() -> None:
    job = BuildRequest(Path("spring.yaml"), Path("out"), stem="spring")
    assert (job.target("brief"), job.target("deck")) == (Path("out/spring-brief.pdf"), Path("out/spring-deck.pptx"))
