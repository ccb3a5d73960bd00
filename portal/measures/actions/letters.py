"""A letter about a measure as a PDF; the school hands it over itself, the portal sends it to nobody."""

from portal import db, paper

STYLE = "css/decision.css"


def as_pdf(html: str) -> bytes:
    """The letter on A4 sheets. Nobody waits for it: it comes after the last look at the database."""
    db.let_go()
    return paper.laid_out(html, STYLE).write_pdf() or b""
