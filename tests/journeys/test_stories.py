"""Whole visits, as colleagues make them, each told as a story."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from intranet.core.db import db
from intranet.people import actions as people
from intranet.people.models import FaceChoice, Person
from intranet.teams import actions as teams
from intranet.teams.models import TeamKind
from tests.journeys.conftest import PHONE, Opens, Visit
from tests.proof.village import Village, picture, resident

pytestmark = pytest.mark.browser

PASSWORD = "paarse fietsen eten tulpen"
LATER = 10 * 60 * 1000
PHOTO: FilePayload = {
    "name": "IMG_1.jpg",
    "mimeType": "image/jpeg",
    "buffer": picture().read(),
}


def write(visit: Visit, words: str) -> Locator:
    """Place a message from the front page; return its card."""
    visit.page.locator("#write a.input").click()
    visit.page.locator("#body").fill(words)
    visit.page.locator("#write button[type=submit]").click()
    card = card_with(visit, words)
    card.wait_for()
    return card


def card_with(visit: Visit, words: str) -> Locator:
    """Return the card of the message with these words."""
    return visit.page.locator("article.post", has_text=words).first


def test_a_new_colleague_comes_in_with_a_card_and_says_hello(
    opens: Opens, town: Village
) -> None:
    visit = opens("anonymous", viewport=PHONE)
    page = visit.page
    visit.go(f"/welcome#{town.keys['code']}")
    assert page.locator("#code").input_value().replace(" ", "") == town.keys["code"]
    assert "#" not in page.url
    page.locator("button.btn-big").click()

    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("button.btn-big").click()
    page.wait_for_url("**/me/face**")
    visit.look()
    page.locator("button[name=choice][value=none]").click()
    page.wait_for_url(lambda url: not urlsplit(url).path.endswith("/me/face"))
    visit.look()

    visit.go(f"/teams/{town.keys['town']}")
    expect(page.locator("h1")).to_contain_text("Dorpshuis")
    card = write(visit, "Hallo, ik ben nieuw hier!")
    expect(card).to_contain_text("Bo Buiten")
    visit.look()


def test_somebody_signs_in_looks_around_and_signs_out(
    opens: Opens, town: Village
) -> None:
    newcomer = opens("anonymous")
    newcomer.go("/welcome")
    newcomer.page.locator("#code").fill(town.keys["code"].lower())
    newcomer.page.locator("button.btn-big").click()
    newcomer.page.locator("input[type=password]").fill(PASSWORD)
    newcomer.page.locator("button.btn-big").click()
    newcomer.page.wait_for_url("**/me/face**")

    visit = opens("anonymous", viewport=PHONE)
    page = visit.page
    visit.go("/teams/wandelclub")
    assert visit.path == "/login"
    page.locator("#email").fill("bo.buiten@example.org")
    page.locator("#password").fill("this is not it at all")
    page.locator("button.btn-big").click()
    page.locator("#mistakes").wait_for()
    page.locator("#email").fill("bo.buiten@example.org")
    page.locator("#password").fill(PASSWORD)
    page.locator("button.btn-big").click()
    page.wait_for_url("**/teams/wandelclub")
    visit.look()

    page.locator(".head-tools details.menu summary").click()
    page.locator("form[data-sign-out] button").click()
    page.wait_for_url("**/login")
    visit.go("/me")
    assert visit.path == "/login"


def test_a_message_with_a_photo_says_what_is_on_it(opens: Opens) -> None:
    visit = opens("member", viewport=PHONE)
    page = visit.page
    visit.go("/")
    page.locator("#write a.input").click()
    page.locator("#body").fill("Kijk, de brug is klaar.")
    page.locator("#photos").set_input_files([PHOTO])
    page.locator("#photo-list input").fill("Een brug over het water")
    page.locator("#write button[type=submit]").click()

    card = card_with(visit, "de brug is klaar")
    photo = card.locator("img[alt='Een brug over het water']")
    photo.scroll_into_view_if_needed()
    expect(photo).to_be_visible()
    page.wait_for_function(
        "photo => photo.naturalWidth > 0", arg=photo.element_handle()
    )
    visit.look()


def test_a_like_is_one_tap_and_so_is_taking_it_back(
    opens: Opens, town: Village
) -> None:
    visit = opens("manager")
    visit.go(f"/timeline/{town.keys['post']}")
    button = visit.page.locator(f"#like-{town.keys['post']}")
    expect(button).to_have_attribute("aria-pressed", "false")

    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_contain_text("2")
    visit.page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(button).to_contain_text("1")
    visit.look()


def test_a_comment_can_be_linked_to_and_mended(opens: Opens, town: Village) -> None:
    post = town.keys["theirs"]
    visit = opens("manager")
    page = visit.page
    visit.go(f"/timeline/{post}")
    page.locator(f"#say-{post}").fill("Waar stond hij?")
    page.locator(f"#reply-{post} button[type=submit]").click()
    comment = page.locator("article.comment", has_text="Waar stond hij?")
    comment.wait_for()
    key = str(comment.get_attribute("id"))

    visit.go(f"/timeline/{post}#{key}")
    expect(page.locator(f"#{key}")).to_be_in_viewport()
    page.locator(f"#{key} a.act").click()
    page.locator(f"#{key} textarea").fill("Waar stond je fiets?")
    page.locator(f"#{key} button[type=submit]").click()
    expect(page.locator(f"#{key}")).to_contain_text("Waar stond je fiets?")
    visit.look()


def test_a_name_is_completed_after_an_at(opens: Opens) -> None:
    visit = opens("manager")
    page = visit.page
    visit.go("/")
    page.locator("#write a.input").click()
    page.locator("#body").click()
    page.wait_for_function("() => customElements.get('text-expander')")
    page.locator("#body").press_sequentially("Dag @olg")
    page.locator("#write [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("#body")).to_have_value(re.compile(r"Dag @olga\.eigenaar\s*"))
    page.locator("#write button[type=submit]").click()

    card = card_with(visit, "Dag")
    expect(card.locator("a.mention")).to_have_text("@Olga Eigenaar")
    bell = opens("owner")
    bell.go("/notifications/")
    expect(bell.page.locator(".notif.new").first).to_contain_text("Mo ")
    visit.look()


def test_words_can_be_changed_and_it_says_so(opens: Opens) -> None:
    visit = opens("member")
    visit.go("/")
    card = write(visit, "Morgen taart om tien uur")
    key = str(card.get_attribute("id"))
    edit_of(visit, key).click()
    visit.page.locator(f"#{key} textarea").fill("Morgen taart om elf uur")
    visit.page.locator(f"#{key} button[type=submit]").click()

    expect(visit.page.locator(f"article#{key}")).to_contain_text("elf uur")
    expect(visit.page.locator(f"article#{key} .who-meta")).to_contain_text("Aangepast")
    visit.look()


def edit_of(visit: Visit, key: str) -> Locator:
    """Open the menu of a message; return the link to change it."""
    visit.page.locator(f"#{key} details.menu summary").first.click()
    return visit.page.locator(f"#{key} .menu-list a[href$='/edit']")


def test_what_is_deleted_by_mistake_comes_back(opens: Opens) -> None:
    visit = opens("member")
    page = visit.page
    visit.go("/")
    card = write(visit, "Dit was niet de bedoeling")
    key = str(card.get_attribute("id"))
    page.locator(f"#{key} details.menu summary").first.click()
    page.locator(f"#{key} .menu-list button").click()
    expect(page.locator(f"article#{key}")).to_have_count(0)

    page.locator("#toast button[formaction$='/undo']").click()
    expect(page.locator(f"article#{key}")).to_contain_text("niet de bedoeling")
    visit.go("/")
    expect(page.locator(f"article#{key}")).to_be_visible()


def test_a_draft_survives_a_closed_tab(opens: Opens) -> None:
    visit = opens("manager")
    page = visit.page
    visit.go("/timeline/new")
    page.locator("#body").fill("Dit is nog niet af")
    page.wait_for_function(
        "() => Object.keys(localStorage).some(k => k.includes('post'))"
    )
    page.close(run_before_unload=False)

    again = Visit(page.context.new_page(), visit.home, visit.keys)
    again.go("/timeline/new")
    expect(again.page.locator("#body")).to_have_value("Dit is nog niet af")
    again.page.locator(".composer-bar button[type=submit]").click()
    card_with(again, "Dit is nog niet af").wait_for()
    again.go("/timeline/new")
    expect(again.page.locator("#body")).to_have_value("")


def test_new_messages_wait_behind_a_pill(opens: Opens) -> None:
    reader, writer = opens("manager"), opens("member")
    reader.page.clock.install()
    reader.go("/")
    writer.go("/")
    write(writer, "Verse koffie in de kantine")

    reader.page.clock.fast_forward(LATER)
    pill = reader.page.locator(".new-pill")
    pill.wait_for()
    expect(card_with(reader, "Verse koffie")).to_have_count(0)
    pill.click()
    card_with(reader, "Verse koffie").wait_for()


def test_the_bell_tells_and_then_is_quiet(opens: Opens, town: Village) -> None:
    post = town.keys["theirs"]
    owner = opens("outsider")
    owner.go("/notifications/")
    owner.page.locator(
        "form[action$='/notifications/seen'] button, "
        "button[formaction$='/notifications/seen']"
    ).first.click()
    expect(owner.page.locator(".notif.new")).to_have_count(0)

    talker = opens("manager")
    talker.go(f"/timeline/{post}")
    talker.page.locator(f"#say-{post}").fill("Mooi zo!")
    talker.page.locator(f"#reply-{post} button[type=submit]").click()
    talker.page.locator("article.comment", has_text="Mooi zo!").wait_for()

    owner.go("/")
    expect(owner.page.locator("#bell-top [data-unread]")).to_have_attribute(
        "data-unread", "1"
    )
    owner.go("/notifications/")
    owner.page.locator(".notif.new a").first.click()
    owner.page.wait_for_url(f"**/timeline/{post}#comment-*")
    expect(owner.page.locator("#bell-top [data-unread]")).to_have_attribute(
        "data-unread", "0"
    )
    owner.look()


def test_search_finds_while_somebody_types(opens: Opens) -> None:
    visit = opens("manager", viewport=PHONE)
    visit.go("/search")
    visit.page.locator("#q").press_sequentially("fiets")
    expect(visit.page.locator("#results")).to_contain_text("is terug")
    visit.page.locator("#q").fill("kanarie")
    expect(visit.page.locator("#results")).not_to_contain_text("is terug")
    expect(visit.page.locator("#results .sec-head")).to_have_count(0)
    visit.look()


def test_somebody_joins_a_team_and_leaves_again(opens: Opens, town: Village) -> None:
    visit = opens("outsider")
    page = visit.page
    visit.go("/teams/")
    page.locator(f"main a[href$='/teams/{town.keys['open']}']").first.click()
    page.wait_for_url(f"**/teams/{town.keys['open']}")
    page.locator("#part-in-it button[formaction$='/join']").click()
    page.locator("#part-in-it summary").click()
    page.locator("#part-in-it button[formaction$='/leave']").click()
    page.locator("#part-in-it button[formaction$='/join']").wait_for()
    visit.look()


def test_the_manager_lets_somebody_in_with_a_card(opens: Opens, town: Village) -> None:
    visit = opens("manager")
    page = visit.page
    visit.go("/admin/people/new")
    page.locator("#name").fill("Nina Nieuw")
    page.locator("#number").fill("10234")
    page.locator("#team").select_option(town.keys["town_id"])
    page.locator(".form-acts button").first.click()
    page.locator(".card-code").wait_for()
    code = page.locator(".card-code").inner_text().replace(" ", "")
    expect(page.locator("body")).not_to_contain_text("10234")

    nina = opens("anonymous", viewport=PHONE)
    nina.go(f"/welcome#{code}")
    nina.page.locator("button.btn-big").click()
    nina.page.locator("#number").fill("10234")
    nina.page.locator("input[type=password]").fill(PASSWORD)
    nina.page.locator("button.btn-big").click()
    nina.page.wait_for_url("**/me/face**")
    nina.look()


def test_another_colour_is_seen_at_once(opens: Opens) -> None:
    visit, reader = opens("manager"), opens("member")
    brand = """() => getComputedStyle(document.documentElement)
        .getPropertyValue('--brand-fill')"""
    reader.go("/")
    before = reader.page.evaluate(brand)
    visit.go("/admin/settings")
    visit.page.locator("#brand").fill("#8a1c3b")
    visit.page.locator(".form-acts button").first.click()
    visit.page.wait_for_load_state("load")
    visit.look()

    reader.go("/")
    assert before
    assert reader.page.evaluate(brand) != before


def test_cake_is_earned_ordered_and_put_on_the_table(
    opens: Opens, town: Village
) -> None:
    bakers = [resident(name, ready=False) for name in ("Kim Koek", "Lou Lepel")]
    team = teams.make_team("Keuken", TeamKind.PROJECT)
    for person in bakers:
        teams.join(team, person.id)
    complete(bakers)
    db.session.commit()

    visit = opens("manager")
    page = visit.page
    visit.go("/admin/")
    line = page.locator("#cakes li", has_text="Keuken")
    line.locator("button[formaction$='/order']").click()
    line.locator("a[href$='/deliver']").click()
    page.wait_for_url("**/deliver")
    page.locator("#photo").set_input_files([PHOTO])
    page.locator("#alt").fill("Een taart met slagroom")
    page.locator(".form-acts button").click()
    page.wait_for_url("**/admin/")
    expect(page.locator("#cakes")).not_to_contain_text("Keuken")

    visit.go(f"/teams/{team.slug}")
    expect(page.locator("img[alt='Een taart met slagroom']")).to_have_count(1)


def complete(bakers: list[Person]) -> None:
    """Let people say everything about themselves."""
    for person in bakers:
        people.save_face(person, FaceChoice.NONE)
        people.save_profile(
            person, job="Bakker", expertise="taart", works="x----", location="Keuken",
            about="Hoi",
        )  # fmt: skip


def test_a_wish_gets_an_answer_that_reaches_the_asker(opens: Opens) -> None:
    asker, visit = opens("outsider", viewport=PHONE), opens("manager")
    asker.go("/governance/wishes/new")
    asker.page.locator("#title").fill("Fruit in de kantine")
    asker.page.locator("#why").fill("Dat is gezond.")
    asker.page.locator(".form-acts button, form button.btn[type=submit]").first.click()
    asker.page.wait_for_url(re.compile(r"/governance/wishes/\d+"))
    wish = asker.path

    visit.go(wish)
    visit.page.locator("input[name=state]").first.check()
    visit.page.locator("#answer").fill("Goed plan, het komt eraan.")
    visit.page.locator(".form-acts button").click()
    visit.see("Goed plan, het komt eraan.")

    asker.go("/notifications/")
    asker.page.locator(".notif.new a").first.click()
    asker.page.wait_for_url(f"**{wish}")
    asker.see("Goed plan, het komt eraan.")
    asker.look()


def test_dark_and_english_are_one_tap_away(opens: Opens) -> None:
    visit = opens("member")
    page = visit.page
    visit.go("/")
    page.locator(".head-tools details.menu summary").click()
    page.locator("button[name=theme][value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("button[name=locale][value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    visit.look()
