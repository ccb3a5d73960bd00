"""The rights about guidance and the yearly figures, in words."""

from portal.access import To
from portal.i18n import later as _

OF_GUIDANCE = {
    To.SEE_GUIDANCE: _("read who does what and whom to call"),
    To.WRITE_GUIDANCE: _("write who does what and whom to call, and put the safety plan there"),
    To.RECORD_TRAINING: _("write down who had which training"),
    To.SEE_FIGURES: _("see the yearly figures"),
    To.SHARE_FIGURES: _("make links with which others read the yearly figures, small numbers hidden"),
}
