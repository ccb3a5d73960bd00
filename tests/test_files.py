"""Files for somebody to fetch: sealed on the disk, gone after a day."""

import os

import pytest

from portal import clock, files
from portal.files import FileIsGone


def test_a_file_comes_back_and_lies_sealed(app):
    key = files.keep(b"a letter")
    assert files.read(key) == b"a letter"
    assert b"a letter" not in (files._folder() / key).read_bytes()


@pytest.mark.parametrize("key", ["", "0" * 32, "../keys", "g" * 32])
def test_no_other_file_is_read(key, app):
    with pytest.raises(FileIsGone):
        files.read(key)


def test_after_a_day_it_is_gone(app):
    key, kept = files.keep(b"old"), files.keep(b"new")
    yesterday = clock.now().timestamp() - 25 * 3600
    os.utime(files._folder() / key, (yesterday, yesterday))
    assert files.forget_old(clock.now()) == 1
    assert files.read(kept) == b"new"
    with pytest.raises(FileIsGone):
        files.read(key)
