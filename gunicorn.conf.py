"""How the web server runs: two processes of many threads each; everything heavy is in the database or the worker."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "64"))
timeout = 60
graceful_timeout = 10
# Longer than browsers and proxies keep a connection, so that none is closed just as it is used again.
keepalive = 75
accesslog = None
errorlog = "-"
loglevel = "warning"
