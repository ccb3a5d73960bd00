"""How the web server runs: two processes of many threads each; everything heavy is in the database or the worker."""

import gc
import os
import sys

from portal import evenly

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = evenly.EvenWorker
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "64"))
timeout = 60
graceful_timeout = 10
# Longer than browsers and proxies keep a connection, so that none is closed just as it is used again.
keepalive = 75
accesslog = None
errorlog = "-"
loglevel = "warning"
# The portal is put together once and shared by the processes; no connection is open at that moment.
preload_app = True


def when_ready(server) -> None:
    """What was loaded at the start lives as long as the server: it need not be looked through again and again."""
    app = server.app.wsgi()
    # The floor that the figures are measured against is served with this file too, and has nothing to read.
    if app.name == "portal":
        from portal import pages

        pages.get_ready(app)
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


pre_fork, child_exit = evenly.give_place, evenly.free_place


def post_fork(_server, _worker) -> None:
    """Whoever holds the database for writing gets its turn back soon after each question to it."""
    sys.setswitchinterval(0.0005)
