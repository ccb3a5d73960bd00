"""From what a teacher typed to safe HTML."""

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

BLOCKS = ("p", "ul", "ol", "li", "blockquote")
TAGS = {*BLOCKS, "br", "strong", "em", "a"}
# A letter has one heading: its title. What looks like code or a line to Markdown is what somebody typed.
NOT_IN_LETTERS = ["image", "heading", "lheading", "code", "fence", "backticks", "hr"]
BARE_LINK = re.compile(r"""(?<!\]\()(?<![\w<\[/])https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?'"]""")


def html_of(text: str) -> str:
    """Light formatting to safe HTML: what people type in Markdown, and nothing that does anything."""
    return nh3.clean(
        _markdown().render(BARE_LINK.sub(r"<\g<0>>", text)), tags=TAGS, attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto"}, link_rel="noopener noreferrer",
        set_tag_attribute_values={tag: {"dir": "auto"} for tag in BLOCKS},
    )  # fmt: skip


@lru_cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(NOT_IN_LETTERS)
