"""The verbs that change chains and the roster; none of them leaves a chain in use that could end in nobody."""

from portal.chains.actions.keeping import KEPT_AFTER, run_out

__all__ = ["KEPT_AFTER", "run_out"]
