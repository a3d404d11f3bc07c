"""How the audit trail calls what was done."""

from __future__ import annotations

from intranet.core.i18n import _l

ACTS = {
    "admin.set_up": _l("set the house up"),
    "admin.add_person": _l("added a colleague"),
    "admin.new_card": _l("made a new card"),
    "admin.rename": _l("changed by what name somebody signs in"),
    "admin.stop_access": _l("stopped access"),
    "admin.give_access": _l("gave access again"),
    "admin.change_role": _l("changed a role"),
    "admin.move_home": _l("changed a home team"),
    "admin.settings": _l("changed the settings"),
    "admin.rooms": _l("changed which rooms are awake"),
    "governance.edit": _l("changed how it works here"),
}
"""Another act is shown as the code calls it."""

ROOMS = {
    "timeline": (_l("Timeline"), _l("Messages, comments and likes.")),
    "teams": (_l("Teams"), _l("Departments, projects, and who is in them.")),
    "people": (_l("Colleagues"), _l("Profiles, and who knows about what.")),
    "governance": (_l("How it works here"), _l("Purpose, roles, rules and wishes.")),
    "rewards": (_l("Cake"), _l("For a team whose profiles are all complete.")),
    "notifications": (_l("Notifications"), _l("The bell, and a daily mail.")),
    "search": (_l("Search"), _l("One box over all one may see.")),
}
"""Every room that can sleep: its name, and what one finds there."""
