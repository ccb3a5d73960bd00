"""The rights about groups of parents, in words."""

from portal.access import To
from portal.i18n import later as _
from portal.whose_among_families import has_child_in_or_teaches, is_invited

OF_GROUPS = {
    To.SEE_GROUPS: _("see the groups of parents"),
    To.SEE_GROUP: _("open the group of parents of a class; a teacher only when its hosts invited them"),
    To.TAKE_PART_IN_GROUP: _("take part in the group of parents of a class"),
    To.TEND_GROUP: _("say which parents host the group of a class"),
    To.READ_ALONG: _("read along in a group of parents that invited one"),
    To.SETTLE_GROUP: _("decide about what came to the school from groups of parents"),
}
# Over which groups these rights go.
LIMITS_OF_GROUPS = {
    has_child_in_or_teaches: _("Only classes of own children, and the own class."),
    is_invited: _("Only groups that invited them, of the own class."),
}
