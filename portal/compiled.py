"""Templates as they were compiled, in the instance folder: compiling them anew is most of a start."""

import logging
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

log = logging.getLogger("portal")


class CompiledTemplates(FileSystemBytecodeCache):
    """Each is good for as long as its source is the same. Without the disk a start is slow, and nothing else."""

    def __init__(self, instance: Path):
        folder = instance / "compiled"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            _say(error)
        super().__init__(str(folder))

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except OSError as error:
            _say(error)

    def dump_bytecode(self, bucket: Bucket) -> None:
        try:
            super().dump_bytecode(bucket)
        except OSError as error:
            _say(error)


def _say(error: OSError) -> None:
    log.warning("compiled templates are not kept: %s", error.strerror)
