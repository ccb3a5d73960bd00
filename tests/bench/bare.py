"""A bare Flask view that answers the bytes of a file: the floor under every page."""

import os
from pathlib import Path

from flask import Flask

app = Flask(__name__)
BODY = Path(os.environ["BARE_BODY"]).read_bytes()


@app.get("/")
def bare():
    return app.response_class(BODY, mimetype="text/html")
