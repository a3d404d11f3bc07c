"""The desk itself, who may do what, and the audit trail."""

from __future__ import annotations

from flask import Response

from intranet.admin import queries, rules
from intranet.admin.views.frame import bp
from intranet.admin.words import ACTS
from intranet.core.htmx import page, show
from intranet.core.permissions import RULES, guard
from intranet.core.web import number


@bp.get("/admin/")
@guard(rules.enter)
def index() -> Response:
    """Show how the house stands, and what there is to do."""
    return page("admin/index.html", counts=queries.counts())


@bp.get("/admin/rules")
@guard(rules.enter)
def rules_table() -> Response:
    """Show who may do what, as the code has it."""
    return page("admin/rules.html", rules=sorted(RULES.values(), key=lambda r: r.name))


@bp.get("/admin/audit")
@guard(rules.enter)
def audit() -> Response:
    """Show what managers did, newest first."""
    found = queries.trail(number("before"))
    return show(
        "admin/audit.html",
        "admin/_trail.html",
        entries=found[: queries.PAGE],
        has_more=len(found) > queries.PAGE,
        acts=ACTS,
    )
