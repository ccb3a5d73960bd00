"""What a teacher fills in for a post, its versions in other languages, and what is asked and answered about one."""

from portal.news.forms.answers import HoursForm, QuestionForm, UnclearForm, VersionForm
from portal.news.forms.posts import KEPT, KINDS, LONGEST_ALTERNATIVE, PostForm, typed_in

__all__ = [
    "KEPT",
    "KINDS",
    "LONGEST_ALTERNATIVE",
    "HoursForm",
    "PostForm",
    "QuestionForm",
    "UnclearForm",
    "VersionForm",
    "typed_in",
]
