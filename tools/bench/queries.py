"""How many queries each case takes: counted inside, where they can be seen."""

from __future__ import annotations

import json
import sys
from typing import Any

from sqlalchemy import event

from app import app
from intranet.core.db import db
from tools.visitor import PART


def count(job: dict[str, Any]) -> list[int]:
    """Return the number of queries of each case, once warm."""
    found = []
    seen: list[str] = []
    with app.app_context():
        event.listen(
            db.engine, "before_cursor_execute", lambda *given: seen.append(given[2])
        )
    client = app.test_client(use_cookies=False)
    for place, (method, path, form, is_part, is_inside) in enumerate(job["cases"]):
        for turn in range(2):
            here = {"n": f"q{place}-{turn}", "id": "1"}
            sent = {k: v.format(**here) for k, v in (form or {}).items()}
            seen.clear()
            client.open(
                path.format(**here),
                method=method,
                data={**sent, "csrf_token": job["token"]} if form is not None else None,
                headers={
                    **(PART if is_part else {}),
                    **({"Cookie": job["cookies"]} if is_inside else {}),
                },
            ).close()
        found.append(len(seen))
    return found


if __name__ == "__main__":
    print(json.dumps(count(json.load(sys.stdin))))
