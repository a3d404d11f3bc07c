"""Every route, who asks, and what the answer is: the table that `test_routes` walks.

Five words stand for five who ask: anonymous, outsider, member, owner, manager.

- page: 200. door: to the sign-in page. done: to another page of ours, or the part
  that changed. back: 422, the form with what was typed. kept: 204, nothing to show.
- a number is that status: 401, 403, 404.

The manager is not in the closed team, so its things are not there for Mo either.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ALL = "page page page page page"
IN = "door page page page page"
DONE = "door done done done done"
BACK = "door back back back back"
NOWHERE = "door 404 404 404 404"
CLUB = "door 404 page page 404"
CLUB_DONE = "door 404 done done 404"
DESK = "door 403 403 403 page"
DESK_DONE = "door 403 403 403 done"
DESK_BACK = "door 403 403 403 back"
DESK_404 = "door 403 403 403 404"
OUT = "door door door door door"

Fields = dict[str, str]


@dataclass(frozen=True)
class Ask:
    """One question to one route, and what each of the five hears."""

    endpoint: str
    method: str
    address: str
    answers: str
    fields: Fields = field(default_factory=dict)

    def __str__(self) -> str:
        """Name it as a test does."""
        told = " ".join(f"{name}={value}" for name, value in self.fields.items())
        return f"{self.method} {self.address} {told}".strip()


def get(endpoint: str, address: str, answers: str) -> Ask:
    """Ask to see something."""
    return Ask(endpoint, "GET", address, answers)


def post(endpoint: str, address: str, answers: str, **fields: str) -> Ask:
    """Ask to do something."""
    return Ask(endpoint, "POST", address, answers, fields)


PROFILE = {
    "name": "Iemand Anders", "call_name": "Iemand", "works": "0", "locale": "nl",
}  # fmt: skip
TEAM = {"name": "Nieuwe naam", "kind": "closed", "about": "Iets anders"}
NEW_COLLEAGUE = {
    "name": "Nina Nieuw", "email": "nina@example.org", "role": "member",
    "team": "{town_id}",
}  # fmt: skip
LOOKS = {
    "organisation": "Ons dorp", "colleague": "Jet", "portrait": "fenna",
    "brand": "#0d6072", "is_formal": "",
}  # fmt: skip

ACCOUNTS = (
    get("security.login", "/login", "page done done done done"),
    post(
        "security.login", "/login", "back done done done done", email="x", password="y"
    ),
    post("security.logout", "/logout", OUT),
    get("security.forgot_password", "/login/forgotten", "page done done done done"),
    post("security.forgot_password", "/login/forgotten", "back done done done done"),
    get("security.reset_password", "/login/forgotten/x", "back back back back back"),
    post("security.reset_password", "/login/forgotten/x", "back back back back back"),
    get("accounts.welcome", "/welcome", ALL),
    post("accounts.show_card", "/welcome", "back back back back back", code="ABCD"),
    post("accounts.show_card", "/welcome", "done done done done done", code="{code}"),
    get("accounts.first_password", "/welcome/password", "done done done done done"),
    post("accounts.first_password", "/welcome/password", "done done done done done"),
    get("accounts.arrived", "/welcome/team", IN),
    get("accounts.devices", "/me/devices", IN),
    post(
        "accounts.end_device",
        "/me/devices/{member_device}/end",
        "door 404 door 404 404",
    ),
    post("accounts.end_all", "/me/devices/end", OUT),
    get("accounts.password", "/me/password", IN),
    post("accounts.password", "/me/password", BACK, current="x", password="y"),
)

OPEN = (
    get("core.healthz", "/healthz", ALL),
    get("static", "/static/app.css", ALL),
    get("static", "/static/app.js", ALL),
    get("colleague.style", "/style-1.css", ALL),
    get("colleague.face", "/face-1.svg", ALL),
    get("colleague.manifest", "/app.webmanifest", ALL),
    post("colleague.choose_theme", "/theme", "done done done done done", theme="dark"),
    post(
        "colleague.choose_language",
        "/language",
        "done done done done done",
        locale="en",
    ),
    get("home.accessibility", "/accessibility", ALL),
    get("home.privacy", "/privacy", ALL),
    get("home.security_txt", "/.well-known/security.txt", ALL),
    get("home.index", "/", IN),
)

PEOPLE = (
    get("people.me", "/me", IN),
    get("people.edit", "/me/edit", IN),
    post("people.edit", "/me/edit", BACK, name=""),
    post("people.edit", "/me/edit", DONE, **PROFILE),
    get("people.mention", "/people/mention?q=b", IN),
    get("people.person", "/people/{outsider_id}", IN),
    get("people.person", "/people/{gone_id}", NOWHERE),
    get("search.people", "/people/", IN),
    get("search.people", "/people/?team={closed_id}", IN),
    get("search.index", "/search", IN),
    get("search.index", "/search?q=fiets", IN),
    get("search.index", "/search?q=kanarie&kind=post", IN),
)

MEDIA = (
    get("media.face", "/me/face", IN),
    post("media.save", "/me/face", BACK, choice=""),
    post("media.save", "/me/face", DONE, choice="none"),
    post("media.save", "/me/face", BACK, choice="photo"),
    get("media.portrait", "/media/face/{face}/96", IN),
    get("media.portrait", "/media/face/{photo}/96", NOWHERE),
    get("media.photo", "/media/{photo}/400", IN),
    get("media.photo", "/media/{photo}/401", NOWHERE),
    get("media.photo", "/media/{secret_photo}/400", CLUB),
    get("media.photo", "/media/{deleted_photo}/400", NOWHERE),
    get("media.photo", "/media/{unplaced_photo}/400", "door 404 page 404 404"),
    get("media.photo", "/media/{face}/400", NOWHERE),
)

TEAMS = (
    get("teams.index", "/teams/", IN),
    get("teams.index", "/teams/?kind=closed&q=kanarie", IN),
    get("teams.new", "/teams/new", IN),
    post("teams.new", "/teams/new", BACK, name="", kind="open"),
    post("teams.new", "/teams/new", DONE, name="Breiclub", kind="open"),
    post(
        "teams.new",
        "/teams/new",
        "door back back back done",
        name="Afdeling",
        kind="department",
    ),
    get("teams.team", "/teams/{open}", IN),
    get("teams.team", "/teams/{closed}", CLUB),
    get("teams.members", "/teams/{open}/members", IN),
    get("teams.members", "/teams/{closed}/members", CLUB),
    post("teams.join", "/teams/{open}/join", DONE),
    post("teams.join", "/teams/{closed}/join", "door 404 403 403 404"),
    post("teams.leave", "/teams/{open}/leave", DONE),
    post("teams.leave", "/teams/{town}/leave", BACK),
    post("teams.leave", "/teams/{closed}/leave", CLUB_DONE),
    post("teams.follow", "/teams/{open}/follow", DONE, follow="1"),
    post("teams.follow", "/teams/{open}/follow", DONE, follow="0"),
    post("teams.follow", "/teams/{closed}/follow", CLUB_DONE, follow="1"),
    get("teams.edit", "/teams/{open}/edit", "door 403 403 page page"),
    post(
        "teams.edit",
        "/teams/{open}/edit",
        "door 403 403 done done",
        **(TEAM | {"kind": "open"}),
    ),
    get("teams.edit", "/teams/{closed}/edit", "door 404 403 page 404"),
    post("teams.edit", "/teams/{closed}/edit", "door 404 403 done 404", **TEAM),
    post(
        "teams.add_member",
        "/teams/{open}/members/add",
        "door 403 403 done done",
        handle="bo.buiten",
    ),
    post(
        "teams.add_member",
        "/teams/{closed}/members/add",
        "door 404 403 done 404",
        handle="bo.buiten",
    ),
    post(
        "teams.add_member",
        "/teams/{closed}/members/add",
        "door 404 403 back 404",
        handle="niemand",
    ),
    post(
        "teams.remove_member",
        "/teams/{open}/members/{member_id}/remove",
        "door 403 403 done done",
    ),
    post(
        "teams.remove_member",
        "/teams/{closed}/members/{member_id}/remove",
        "door 404 403 done 404",
    ),
    post(
        "teams.remove_member",
        "/teams/{closed}/members/{outsider_id}/remove",
        "door 404 403 404 404",
    ),
    post("teams.close", "/teams/{open}/close", "door 403 403 done done"),
    post("teams.close", "/teams/{closed}/close", "door 404 403 done 404"),
    post("teams.close", "/teams/{town}/close", "door 403 403 403 back"),
)

TIMELINE = (
    get("timeline.index", "/timeline/", IN),
    get("timeline.index", "/timeline/?show=all", IN),
    get("timeline.index", "/timeline/?show=teams", IN),
    get("timeline.index", "/timeline/?show=followed", IN),
    get("timeline.index", "/timeline/?show=team", NOWHERE),
    get("timeline.index", "/timeline/?show=team&about={town_id}", IN),
    get("timeline.index", "/timeline/?show=team&about={closed_id}", IN),
    get("timeline.index", "/timeline/?show=person&about={owner_id}", IN),
    get("timeline.index", "/timeline/?show=all&before={deleted}", IN),
    get("timeline.new_count", "/timeline/new-count?show=all&since=0", IN),
    get(
        "timeline.new_count",
        "/timeline/new-count?show=team&about={closed_id}&since=0",
        IN,
    ),
    get("timeline.new_count", "/timeline/new-count", NOWHERE),
    get("timeline.post", "/timeline/{post}", IN),
    get("timeline.post", "/timeline/{secret}", CLUB),
    get("timeline.post", "/timeline/{past}", CLUB),
    get("timeline.post", "/timeline/{deleted}", NOWHERE),
    get("timeline.thread", "/timeline/{post}/thread", IN),
    get("timeline.thread", "/timeline/{secret}/thread", CLUB),
    get("timeline.thread", "/timeline/{deleted}/thread", NOWHERE),
    get("timeline.words", "/timeline/{post}/words", IN),
    get("timeline.words", "/timeline/{secret}/words", CLUB),
    get("timeline.words", "/timeline/{deleted}/words", NOWHERE),
    get("timeline.deleted", "/timeline/{deleted}/deleted", "door 403 page 403 403"),
    get("timeline.deleted", "/timeline/{post}/deleted", NOWHERE),
    get(
        "timeline.comment_deleted",
        "/timeline/comments/{deleted_comment}/deleted",
        "door page 403 403 403",
    ),
    get("timeline.comment_deleted", "/timeline/comments/{comment}/deleted", NOWHERE),
    get("timeline.new", "/timeline/new", IN),
    get("timeline.new", "/timeline/new?team={closed_id}", IN),
    post("timeline.publish", "/timeline/new", BACK, body=""),
    post("timeline.publish", "/timeline/new", DONE, body="Hallo", form_key="k"),
    post(
        "timeline.publish",
        "/timeline/new",
        "door 403 done done 403",
        body="Hallo",
        team_id="{closed_id}",
    ),
    post(
        "timeline.publish",
        "/timeline/new",
        "door 403 403 403 403",
        body="Hallo",
        team_id="999999",
    ),
    get("timeline.edit", "/timeline/{post}/edit", "door 403 page 403 403"),
    get("timeline.edit", "/timeline/{secret}/edit", "door 404 page 403 404"),
    get("timeline.edit", "/timeline/{deleted}/edit", NOWHERE),
    post(
        "timeline.save",
        "/timeline/{post}/edit",
        "door 403 done 403 403",
        body="Anders",
        version="1",
    ),
    post(
        "timeline.save",
        "/timeline/{secret}/edit",
        "door 404 done 403 404",
        body="Anders",
        version="1",
    ),
    post(
        "timeline.save",
        "/timeline/{post}/edit",
        "door 403 back 403 403",
        body="Anders",
        version="7",
    ),
    get("timeline.card", "/timeline/{post}/card", DONE),
    get("timeline.card", "/timeline/{secret}/card", CLUB_DONE),
    post("timeline.delete", "/timeline/{post}/delete", "door 403 done 403 done"),
    post("timeline.delete", "/timeline/{secret}/delete", "door 404 done 403 404"),
    post("timeline.delete", "/timeline/{deleted}/delete", NOWHERE),
    post("timeline.undo", "/timeline/{deleted}/undo", "door 403 done 403 403"),
    post("timeline.undo", "/timeline/{secret}/undo", NOWHERE),
    post("timeline.draft", "/timeline/draft", "door kept kept kept kept", body="Half"),
    post("timeline.like", "/timeline/{post}/like", DONE, like="1"),
    post("timeline.like", "/timeline/{secret}/like", CLUB_DONE, like="1"),
    post("timeline.like", "/timeline/{deleted}/like", NOWHERE),
    post("timeline.say", "/timeline/{post}/comments", DONE, body="Ja"),
    post("timeline.say", "/timeline/{post}/comments", BACK, body=" "),
    post("timeline.say", "/timeline/{secret}/comments", CLUB_DONE, body="Ja"),
    post("timeline.say", "/timeline/{deleted}/comments", NOWHERE, body="Ja"),
    get("timeline.comment", "/timeline/comments/{comment}", DONE),
    get("timeline.comment", "/timeline/comments/{secret_comment}", CLUB_DONE),
    get("timeline.comment", "/timeline/comments/{deleted_comment}", NOWHERE),
    get(
        "timeline.edit_comment",
        "/timeline/comments/{comment}/edit",
        "door page 403 403 403",
    ),
    get(
        "timeline.edit_comment",
        "/timeline/comments/{secret_comment}/edit",
        "door 404 403 page 404",
    ),
    post(
        "timeline.edit_comment",
        "/timeline/comments/{comment}/edit",
        "door done 403 403 403",
        body="Nee",
    ),
    post(
        "timeline.edit_comment",
        "/timeline/comments/{secret_comment}/edit",
        "door 404 403 done 404",
        body="Nee",
    ),
    post(
        "timeline.delete_comment",
        "/timeline/comments/{comment}/delete",
        "door done 403 403 done",
    ),
    post(
        "timeline.delete_comment",
        "/timeline/comments/{secret_comment}/delete",
        "door 404 403 done 404",
    ),
    post(
        "timeline.undo_comment",
        "/timeline/comments/{deleted_comment}/undo",
        "door done 403 403 403",
    ),
    post("timeline.undo_comment", "/timeline/comments/{comment}/undo", NOWHERE),
)

BELL = (
    get("notifications.index", "/notifications/", IN),
    get("notifications.count", "/notifications/badge", "401 page page page page"),
    get(
        "notifications.opened",
        "/notifications/{outsider_line}",
        "door done 404 404 404",
    ),
    post(
        "notifications.seen",
        "/notifications/{outsider_line}/seen",
        "door done 404 404 404",
    ),
    post("notifications.all_seen", "/notifications/seen", DONE),
)

WORKS = (
    get("governance.index", "/governance/", IN),
    get("governance.printed", "/governance/print", IN),
    get("governance.edit", "/governance/purpose/edit", DESK),
    get("governance.edit", "/governance/rules/edit", DESK),
    get("governance.edit", "/governance/nothing/edit", DESK_404),
    post(
        "governance.edit",
        "/governance/purpose/edit",
        DESK_BACK,
        body_0="Anders",
        seen="wrong",
    ),
    get("governance.history", "/governance/purpose/history", IN),
    get("governance.history", "/governance/nothing/history", NOWHERE),
    get("governance.wishes", "/governance/wishes/", IN),
    get("governance.wishes", "/governance/wishes/?state=new", IN),
    get("governance.new_wish", "/governance/wishes/new", IN),
    post("governance.new_wish", "/governance/wishes/new", BACK, title="", why=""),
    post(
        "governance.new_wish", "/governance/wishes/new", DONE, title="Thee", why="Dorst"
    ),
    get("governance.wish", "/governance/wishes/{wish}", IN),
    post(
        "governance.answer",
        "/governance/wishes/{wish}/answer",
        DESK_DONE,
        state="assessed",
        answer="Ja",
    ),
    post(
        "governance.answer",
        "/governance/wishes/{wish}/answer",
        DESK_BACK,
        state="assessed",
        answer="",
    ),
    get("rewards.cake", "/rewards/cakes/{cake}", DONE),
    get("rewards.cake", "/rewards/cakes/{secret_cake}", CLUB_DONE),
    post("rewards.order", "/rewards/cakes/{cake}/order", DESK_DONE),
    get("rewards.deliver", "/rewards/cakes/{cake}/deliver", DESK),
    post("rewards.deliver", "/rewards/cakes/{cake}/deliver", DESK_DONE, alt=""),
)

ADMIN = (
    get("admin.set_up", "/setup", "404 404 404 404 404"),
    post("admin.set_up", "/setup", "404 404 404 404 404", key="x"),
    get("admin.index", "/admin/", DESK),
    get("admin.rules_table", "/admin/rules", DESK),
    get("admin.audit", "/admin/audit", DESK),
    get("admin.people", "/admin/people", DESK),
    get("admin.people", "/admin/people?q=kanarie", DESK),
    get("admin.new", "/admin/people/new", DESK),
    post("admin.new", "/admin/people/new", DESK_BACK, name=""),
    post("admin.new", "/admin/people/new", DESK_DONE, **NEW_COLLEAGUE),
    post(
        "admin.new",
        "/admin/people/new",
        DESK_BACK,
        **(NEW_COLLEAGUE | {"team": "{closed_id}"}),
    ),
    get("admin.person", "/admin/people/{member_id}", DESK),
    get("admin.person", "/admin/people/{gone_id}", DESK),
    get("admin.card", "/admin/people/{member_id}/card", DESK_DONE),
    post("admin.new_card", "/admin/people/{member_id}/card", DESK_DONE),
    post(
        "admin.rename",
        "/admin/people/{member_id}/names",
        DESK_DONE,
        email="lid@example.org",
    ),
    post(
        "admin.rename", "/admin/people/{member_id}/names", DESK_BACK, email="geen adres"
    ),
    post(
        "admin.change_role", "/admin/people/{member_id}/role", DESK_DONE, role="manager"
    ),
    post("admin.change_role", "/admin/people/{member_id}/role", DESK_BACK, role="king"),
    post(
        "admin.move_home",
        "/admin/people/{member_id}/home",
        DESK_BACK,
        team="{closed_id}",
    ),
    post(
        "admin.move_home", "/admin/people/{member_id}/home", DESK_DONE, team="{town_id}"
    ),
    post("admin.stop_access", "/admin/people/{member_id}/stop", DESK_DONE),
    post(
        "admin.stop_access", "/admin/people/{manager_id}/stop", "door 403 403 403 403"
    ),
    post("admin.give_access", "/admin/people/{gone_id}/return", DESK_DONE),
    get("admin.settings", "/admin/settings", DESK),
    post("admin.settings", "/admin/settings", DESK_BACK, **(LOOKS | {"brand": "blue"})),
    post("admin.settings", "/admin/settings", DESK_DONE, **LOOKS),
    get("admin.colour", "/admin/settings/colour?brand=%23ff0000", DESK),
    post("admin.rooms", "/admin/settings/rooms", DESK_DONE, rooms="timeline"),
)

ROUTES: tuple[Ask, ...] = (
    *ACCOUNTS, *OPEN, *PEOPLE, *MEDIA, *TEAMS, *TIMELINE, *BELL, *WORKS, *ADMIN,
)  # fmt: skip
