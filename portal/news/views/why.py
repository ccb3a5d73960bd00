"""Why a message, a picture or a document was refused, beside the field it is about."""

from flask_babel import gettext as _

from portal.documents import CannotKeepDocument, HoldsAProgram, NotADocument, TooLarge
from portal.news.actions import MOST_DOCUMENTS, MOST_PICTURES, MOST_PINNED, TooManyFiles, TooManyPinned
from portal.news.forms import PostForm
from portal.news.models import Sort
from portal.pictures import CannotKeep, NotAPicture, TooManyPixels

OF_DOCUMENTS = (NotADocument, HoldsAProgram, TooLarge, CannotKeepDocument)
REFUSALS = (NotAPicture, TooManyPixels, CannotKeep, *OF_DOCUMENTS, TooManyFiles, TooManyPinned)


def say_why(form: PostForm, refusal: Exception) -> None:
    """Put the reason beside its field."""
    is_of_documents = isinstance(refusal, OF_DOCUMENTS) or getattr(refusal, "sort", None) is Sort.DOCUMENT
    if isinstance(refusal, TooManyPinned):
        words = _("%(num)d messages stand at the top already. Take one of them off the top first.", num=MOST_PINNED)
        form.is_pinned.errors = [words]
    elif is_of_documents:
        form.documents.errors = [_of_document(refusal)]
    else:
        form.pictures.errors = [_of_picture(refusal)]


def _of_picture(refusal: Exception) -> str:
    if isinstance(refusal, TooManyFiles):
        return _("A message holds %(num)d pictures at most. Choose the best ones.", num=MOST_PICTURES)
    if isinstance(refusal, TooManyPixels):
        return _("This picture is too large. Make it smaller and choose it again.")
    if isinstance(refusal, CannotKeep):
        return _("We cannot keep pictures right now. Try again later, or send the message without it.")
    return _("This is not a picture that we can read. Choose a photo (JPEG, PNG or WebP).")


def _of_document(refusal: Exception) -> str:
    if isinstance(refusal, TooManyFiles):
        return _("A message holds %(num)d documents at most. Choose the ones that matter.", num=MOST_DOCUMENTS)
    if isinstance(refusal, HoldsAProgram):
        return _(
            "This Word document holds a program, or fetches something from elsewhere. Save it as a PDF and choose that."
        )
    if isinstance(refusal, TooLarge):
        return _("This document is too large. Make it smaller, for example with fewer pictures in it.")
    if isinstance(refusal, CannotKeepDocument):
        return _("We cannot keep documents right now. Try again later, or send the message without it.")
    return _("This is not a document that we can send. Choose a PDF or a Word document (docx).")
