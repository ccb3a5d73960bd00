"""The log as lines of JSON, for a machine that gathers them: numbers of calls and messages, never a name."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType

# What a line of the log may say beside its sentence: numbers and words of the code, of nobody.
FIELDS = ("call", "what", "message_id", "channel", "way", "test", "troubles", "is_drill")


class AsJson(logging.Formatter):
    """One line a record. Of an error its kind and where it happened; its own words may quote what somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(), "part": record.name, "said": record.getMessage(),
        }  # fmt: skip
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            line |= {"error": record.exc_info[0].__name__, "where": _where(record.exc_info[2])}
        return json.dumps(line, ensure_ascii=False, default=str)


def _where(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)][-8:]


def write_as_json() -> None:
    """Everything that this process says goes to standard error as lines of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    # The web server brings handlers of its own.
    for each in logging.getLogger("gunicorn.error").handlers:
        each.setFormatter(AsJson())
