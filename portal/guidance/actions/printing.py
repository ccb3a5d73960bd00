"""A page of guidance as a PDF."""

from portal import db, paper

STYLE = "css/lists.css"


def as_pdf(html: str) -> bytes:
    """The page on A4 sheets. Nobody waits for it: it comes after the last look at the database."""
    db.let_go()
    return paper.laid_out(html, STYLE).write_pdf() or b""
