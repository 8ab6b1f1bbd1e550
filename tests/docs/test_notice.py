"""NOTICE names every library the program runs on, in the version that is installed with it."""

import re

from doc_pages import page


def test_notice_lists_every_library_of_requirements() -> None:
    pinned = re.findall(r"^([a-z0-9-]+)==(\S+)", page("requirements.txt"), re.MULTILINE)
    listed = re.findall(r"^ {3}([a-z0-9-]+) (\d\S*) {2,}\S", page("NOTICE"), re.MULTILINE)
    assert sorted(listed) == sorted(pinned)
