"""The measure: the smallest page Flask can give, under the same server."""

from __future__ import annotations

from flask import Flask

app = Flask(__name__)


@app.get("/healthz")
@app.get("/")
def hello() -> str:
    """Say hello."""
    return "hello"
