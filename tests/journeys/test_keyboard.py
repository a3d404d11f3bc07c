"""A visit by keyboard alone: all can be reached, and one sees where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.journeys.conftest import PC, PHONE, Opens, Visit

pytestmark = pytest.mark.browser

WHERE = """
() => {
  const here = document.activeElement;
  if (!here || here === document.body) return {lost: "nothing has the focus"};
  const name = here.outerHTML.slice(0, 120);
  if (!here.matches(":focus-visible")) return {name, lost: "the focus is not shown"};
  const around = ["label", ".search", "text-expander"].map((one) => here.closest(one));
  const drawn = [here, ...around.filter(Boolean)]
    .map((one) => getComputedStyle(one))
    .some((style) => style.boxShadow !== "none"
      || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2));
  if (!drawn) return {name, lost: "no outline is drawn"};
  const box = here.getBoundingClientRect();
  if (box.width < 1 || box.height < 1) return {name, lost: "it has no size"};
  if (box.bottom <= 0 || box.top >= innerHeight
      || box.right <= 0 || box.left >= innerWidth)
    return {name, lost: "it is off the screen"};
  const spots = [[.5, .5], [.1, .5], [.9, .5], [.5, .15], [.5, .85]];
  const seen = spots.some(([x, y]) => {
    const [left, down] = [box.left + box.width * x, box.top + box.height * y];
    const top = document.elementFromPoint(left, down);
    return top && (here.contains(top) || top.contains(here)
      || top.closest("label")?.contains(here));
  });
  return {name, lost: seen ? "" : "something lies over it"};
}
"""

MOST = 150


def walk(visit: Visit, until: str, *, key: str = "Tab") -> None:
    """Press a key until an element has the focus; look at each on the way.

    Args:
        visit: whose screen.
        until: a CSS selector.
        key: Tab, or Shift+Tab to go back.

    """
    for _press in range(MOST):
        visit.page.keyboard.press(key)
        found = visit.page.evaluate(WHERE)
        assert not found["lost"], f"{found['lost']}: {found.get('name', '')}"
        if visit.page.evaluate("words => document.activeElement.matches(words)", until):
            return
    message = f"{until} is not reached in {MOST} presses"
    raise AssertionError(message)


@pytest.mark.parametrize("size", [PC, PHONE], ids=["pc", "phone"])
def test_everything_on_the_front_page_is_reached_and_seen(
    opens: Opens, size: ViewportSize
) -> None:
    visit = opens("member", viewport=size)
    visit.go("/")

    walk(visit, "a.skip")
    walk(visit, "footer a:last-of-type, .foot a:last-of-type")


def test_the_skip_link_leads_past_the_menu(opens: Opens) -> None:
    visit = opens("member")
    visit.go("/")
    walk(visit, "a.skip")
    visit.page.keyboard.press("Enter")

    visit.page.keyboard.press("Tab")

    assert visit.page.evaluate("() => !!document.activeElement.closest('main')")


def test_a_menu_opens_closes_and_gives_the_focus_back(opens: Opens) -> None:
    visit = opens("member")
    page = visit.page
    visit.go("/")
    walk(visit, ".head-tools details.menu summary")
    page.keyboard.press("Enter")
    walk(visit, ".menu-list a")

    page.keyboard.press("Escape")

    expect(page.locator(".head-tools details.menu")).not_to_have_attribute("open", "")
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"


def test_somebody_writes_likes_and_comments_without_a_mouse(opens: Opens) -> None:
    visit = opens("member")
    page = visit.page
    visit.go("/")
    walk(visit, "#write a")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'body'")
    page.keyboard.type("Met alleen toetsen")
    walk(visit, "#write button[type=submit]")
    page.keyboard.press("Enter")
    card = page.locator("article.post", has_text="Met alleen toetsen").first
    card.wait_for()
    key = str(card.get_attribute("id")).removeprefix("post-")

    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    walk(visit, f"#like-{key}")
    page.keyboard.press("Enter")
    like = page.locator(f"#like-{key}")
    expect(like).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("() => document.activeElement.id") == f"like-{key}"

    walk(visit, f"#post-{key} .post-foot a.act")
    page.keyboard.press("Enter")
    page.locator(f"#say-{key}").wait_for()
    walk(visit, f"#say-{key}")
    page.keyboard.type("En ook dit")
    walk(visit, f"#reply-{key} button[type=submit]")
    page.keyboard.press("Enter")
    page.locator("article.comment", has_text="En ook dit").wait_for()
    visit.look()
