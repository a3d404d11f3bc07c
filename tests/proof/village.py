"""A small village to try every promise in: people of each kind, and secrets.

An is in the closed team "Kanarieclub" and Olga looks after it. Bo and the manager
Mo are not in it; Eva was, and left; Gijs works here no more. Every text of the
closed team holds a word of its own that begins with "kanarie".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from intranet.accounts import actions as accounts
from intranet.accounts import door
from intranet.accounts.models import Account, SignIn
from intranet.core import site
from intranet.core.db import db
from intranet.core.permissions import Role
from intranet.governance import actions as governance
from intranet.governance.models import WishState
from intranet.media import actions as media
from intranet.media.models import StoredFile
from intranet.notifications.models import Notification
from intranet.people import actions as people
from intranet.people.models import FaceChoice, Person
from intranet.rewards.models import Cake
from intranet.teams import actions as teams
from intranet.teams.models import Team, TeamKind
from intranet.timeline import actions as timeline
from intranet.timeline import talk
from intranet.timeline.models import Draft

ROLES = ("anonymous", "outsider", "member", "owner", "manager")
"""Who asks, in the order of the table of routes."""

STRANGERS = ("anonymous", "outsider", "manager", "left", "gone")
"""Who may know nothing of the closed team."""

SECRET = "kanarie"  # a word with this beginning is for the closed team only


@dataclass
class Village:
    """Who lives here, how they come in, and the key of everything worth asking for."""

    app: Flask
    people: dict[str, Person] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, dict[str, object]] = field(default_factory=dict)
    again: Callable[[], None] = lambda: None

    def visit(self, who: str, client: type[FlaskClient] | None = None) -> FlaskClient:
        """Open a browser as this person, or as nobody.

        Args:
            who: a role, "left" or "gone".
            client: which kind of browser; the one that checks HTML unless told.

        """
        browser = (client or self.app.test_client_class or FlaskClient)(
            self.app, self.app.response_class, use_cookies=True
        )
        if who in self.tokens:
            with browser.session_transaction() as session:
                session.update(self.tokens[who])
        return browser

    def cookie(self, who: str) -> str:
        """Return what stands in the cookie of somebody who is signed in."""
        sessions = self.app.session_interface
        signer = sessions.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        return str(signer.dumps(self.tokens[who]))

    def address(self, pattern: str) -> str:
        """Return an address with the keys of this village in it."""
        return pattern.format(**self.keys)


def picture(colour: tuple[int, int, int] = (40, 120, 90)) -> BytesIO:
    """Return a small photo, as a phone would send it."""
    made = BytesIO()
    Image.new("RGB", (96, 64), colour).save(made, "JPEG")
    made.seek(0)
    return made


def photo(owner: Person, name: str, alt: str, team: Team | None = None) -> StoredFile:
    """Put a photo in that nobody placed yet."""
    taken = media.take_in(picture(), name)
    return media.keep(taken, owner.id, team_id=team.id if team else None, alt=alt)


def resident(name: str, role: Role = Role.MEMBER, *, ready: bool = True) -> Person:
    """Let somebody live here, with an account and, unless told, a whole profile."""
    person = people.add_person(name, role=role)
    accounts.open_account(person, email=f"{person.handle}@example.org")
    if ready:
        people.save_face(person, FaceChoice.NONE)
        people.save_profile(
            person, job="Bode", expertise="post", works="xxx--", location="Hal",
            about="Hoi",
        )  # fmt: skip
    return person


def sign_in(village: Village, who: str, person: Person) -> None:
    """Let somebody have a device on which they are signed in."""
    account = db.session.scalars(select(Account).filter_by(person_id=person.id)).one()
    token = door.open_for(account, f"Browser of {person.call_name}, Linux")
    village.people[who] = person
    village.tokens[who] = {
        "_user_id": account.fs_uniquifier,
        "_fresh": True,
        door.TOKEN: token,
    }


def open_house() -> None:
    """Give the empty house a name, and wake every room."""
    site.found(
        organisation="Gemeente Proefdorp",
        colleague="Jet",
        open_rooms=" ".join(site.SLEEPERS),
    )


def build(app: Flask, more: Callable[[Village], None] | None = None) -> Village:
    """Build the village in an empty house and commit it.

    Args:
        app: the house; its context is open.
        more: what a test wants besides, before the commit.

    """
    village = Village(app)
    people.add_person("Jet", is_persona=True)
    town = teams.make_team("Dorpshuis", TeamKind.DEPARTMENT, about="Voor iedereen.")
    homes = {
        "manager": resident("Mo Manager", Role.MANAGER),
        "deputy": resident("Dee Deputy", Role.MANAGER),
        "member": resident("An Lid"),
        "owner": resident("Olga Eigenaar"),
        "outsider": resident("Bo Buiten", ready=False),
        "left": resident("Eva Exlid"),
        "gone": resident("Gijs Weg"),
    }
    for who, person in homes.items():
        teams.join(town, person.id)
        sign_in(village, who, person)
    walk = teams.make_team(
        "Wandelclub", TeamKind.OPEN, about="Elke dag.", owner_id=homes["owner"].id
    )
    teams.join(walk, homes["member"].id)
    club = teams.make_team(
        "Kanarieclub", TeamKind.CLOSED, about="Wij doen kanariedoel.",
        owner_id=homes["owner"].id,
    )  # fmt: skip
    for who in ("member", "left", "gone"):
        teams.join(club, homes[who].id)
    village.keys |= {"town": town.slug, "open": walk.slug, "closed": club.slug}
    village.keys |= {"town_id": str(town.id), "closed_id": str(club.id)}
    village.keys |= {f"{who}_id": str(person.id) for who, person in homes.items()}
    _talk(village, club)
    _rest(village, town, club)
    teams.leave_team(club, homes["left"].id)
    gone = db.session.scalars(select(Account).filter_by(person_id=homes["gone"].id))
    people.leave(homes["gone"])
    accounts.let_go(gone.one())
    if more:
        more(village)
    db.session.commit()
    return village


def _talk(village: Village, club: Team) -> None:
    """Let people talk: for all, in the closed team, and words taken back."""
    an, olga, bo = (village.people[who] for who in ("member", "owner", "outsider"))
    keys = village.keys
    post = timeline.publish(
        an.id, "Wie eet mee? @bo.buiten", files=[photo(an, "soep.jpg", "Een kom soep")]
    )
    comment = talk.say(bo.id, post, "Ik eet mee.")
    mine = talk.say(an.id, post, "Gezellig.")
    talk.set_like(bo.id, post.id, likes=True)
    theirs = timeline.publish(bo.id, "Mijn fiets is terug.")
    talk.set_like(an.id, theirs.id, likes=True)
    talk.set_like(olga.id, theirs.id, likes=True)
    keys |= {
        "post": str(post.id),
        "comment": str(comment.id),
        "my_comment": str(mine.id),
        "theirs": str(theirs.id),
    }
    everyone = "@bo.buiten @eva.exlid @gijs.weg @mo.manager @olga.eigenaar"
    secret = timeline.publish(
        an.id,
        f"Dit is een kanariebericht. {everyone}",
        team_id=club.id,
        files=[photo(an, "kanariebestand.jpg", "Wij en een kanariefoto", club)],
    )
    said = talk.say(olga.id, secret, f"Met een kanariereactie. {everyone}")
    talk.set_like(village.people["left"].id, secret.id, likes=True)
    talk.set_like(village.people["gone"].id, secret.id, likes=True)
    past = timeline.publish(
        village.people["left"].id, "Ooit zei ik kanarieooit.", team_id=club.id
    )
    talk.set_like(an.id, past.id, likes=True)
    keys |= {
        "secret": str(secret.id),
        "secret_comment": str(said.id),
        "past": str(past.id),
    }
    gone = timeline.publish(
        an.id, "Dit is wegmetdit.", files=[photo(an, "wegbestand.jpg", "Een wegfoto")]
    )
    lost = talk.say(bo.id, post, "Dit is wegreactie.")
    talk.say(bo.id, gone, "En een wegeronder.")
    talk.set_like(olga.id, gone.id, likes=True)
    timeline.delete_post(gone, an.id)
    talk.delete_comment(lost, bo.id)
    keys |= {"deleted": str(gone.id), "deleted_comment": str(lost.id)}
    db.session.add(Draft(person_id=an.id, place="post", body="Even kanarieconcept"))
    for word, post_id in (("photo", post.id), ("secret_photo", secret.id)):
        keys[word] = timeline.photos(post_id)[0].key
    keys["deleted_photo"] = timeline.photos(gone.id)[0].key
    unplaced = photo(an, "kanarieinhetformulier.jpg", "kanarienietgeplaatst")
    keys["unplaced_photo"] = unplaced.key


def _rest(village: Village, town: Team, club: Team) -> None:
    """Add wishes, a cake, a face, a card and lines in the bell."""
    keys, bo = village.keys, village.people["outsider"]
    governance.found("Samen werken aan het dorp.")
    wish = governance.make_wish(bo.id, "Een fietsenrek", "Dan staan ze droog.", "w")
    told = governance.make_wish(
        village.people["member"].id, "Een bankje", "Om te zitten.", "b"
    )
    manager = village.people["manager"]
    governance.answer_wish(told, WishState.ASSESSED, "Goed idee.", manager.id)
    cakes = {cake.team_id: cake for cake in db.session.scalars(select(Cake))}
    for word, team in (("cake", town), ("secret_cake", club)):
        cake = cakes.get(team.id)
        if cake is None:
            cake = Cake(team_id=team.id, slices=5)
            db.session.add(cake)
            db.session.flush()
        keys[word] = str(cake.id)
    taken = media.take_in_face(picture((200, 150, 120)), "ik.jpg")
    media.keep(taken, village.people["owner"].id, is_face=True, is_shown=True)
    people.save_face(village.people["owner"], FaceChoice.PHOTO, photo_key=taken.key)
    keys |= {
        "face": taken.key,
        "wish": str(wish.id),
        "told_wish": str(told.id),
        "code": accounts.invite(bo.id),
    }
    for who in ("outsider", "member", "manager"):
        lines = select(Notification.id).filter_by(reader_id=village.people[who].id)
        keys[f"{who}_line"] = str(db.session.scalars(lines).first() or 999_999)
        account = select(Account.id).filter_by(person_id=village.people[who].id)
        device = select(SignIn.id).filter_by(account_id=db.session.scalar(account))
        keys[f"{who}_device"] = str(db.session.scalar(device))
