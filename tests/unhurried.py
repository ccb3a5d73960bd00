"""Time as tests know it: a busy machine makes nobody late."""

from datetime import datetime, timedelta

from portal import clock


class Unhurried:
    """From the beginning of each test on, time passes at a twentieth; beside a program of its own, as it does there."""

    PACE = 0.05
    # At that pace half a second lasts ten: no minute, and so no day, ends within a test.
    BEFORE_A_MINUTE_ENDS = timedelta(seconds=0.5)

    def __init__(self):
        self.real, self.began, self.pace = clock.read, clock.read(), self.PACE

    def read(self) -> datetime:
        return self.began + (self.real() - self.began) * self.pace

    def begin(self, pace: float = PACE) -> None:
        """At the real time, but for the last moment of a minute."""
        self.pace, real = pace, self.real()
        end_of_minute = real.replace(second=0, microsecond=0) + timedelta(minutes=1)
        self.began = min(real, end_of_minute - self.BEFORE_A_MINUTE_ENDS)


time_of_tests = Unhurried()
