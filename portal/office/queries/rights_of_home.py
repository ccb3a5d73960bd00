"""The rights about what families share about home, in words."""

from portal.access import To
from portal.i18n import later as _
from portal.whose import own_child, own_child_or_pupil, own_household
from portal.whose_among_families import hears_home, stands_in_today

OF_HOME = {
    To.WRITE_HOME_CONTEXT: _("write what the family wants the school to know"),
    To.SEE_HOME_CONTEXT: _("read what a family shares about home"),
    To.CHANGE_HOME_ITEM: _("take back something shared about home"),
    To.HEAR_HOME: _("hear what a family recorded about home"),
    To.SEE_SHARED_HOME: _("read what families share with more than the class's teachers"),
    To.SEE_NEEDED_TODAY: _("see what children need today, of a class that one stands in for"),
    To.NAME_STAND_IN: _("say who stands in for a class"),
}
LIMITS_OF_HOME = {
    own_household: _("Only what is of the own household."),
    own_child: _("Only about the own children."),
    own_child_or_pupil: _("Parents: about their children. Teachers: about the pupils of their classes."),
    hears_home: _("Parents: their own household. Staff: what they may read now, on the days for which it is shared."),
    stands_in_today: _("Only on the days for which somebody stands in."),
}
