"""Whether everybody can use a page: axe-core's rules, and the width of a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_AXE = Path(__file__).parent / "vendor" / "axe.min.js"

CONTRAST = ("color-contrast",)
"""The rule that another colour scheme of the same page can break."""

_RUN = """async rules => {
    const options = {resultTypes: ["violations"], preload: false};
    if (rules.length) options.runOnly = {type: "rule", values: rules};
    return (await axe.run(document, options)).violations;
}"""

_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const right = element => {
        const box = element.getBoundingClientRect();
        const spills = getComputedStyle(element).overflowX === "visible";
        return spills ? Math.max(box.right, box.left + element.scrollWidth) : box.right;
    };
    const wide = [...document.body.querySelectorAll("*")].filter(one => right(one) > width + 1);
    const innermost = wide.filter(one => !wide.some(other => other !== one && one.contains(other)));
    return innermost.map(element => element.cloneNode().outerHTML);
}"""


@dataclass(frozen=True)
class Barrier:
    """One element that breaks one rule; the impact is minor, moderate, serious or critical."""

    rule: str
    impact: str
    element: str
    markup: str
    advice: str

    def __str__(self) -> str:
        return f"{self.rule} ({self.impact}) at {self.element}: {self.markup}\n{self.advice}"


def axe(page: Page, rules: Sequence[str] = ()) -> list[Barrier]:
    """Return what axe-core finds on a page; raise AssertionError if any of it is serious or critical.

    Without ``rules`` all are tried. The source is evaluated by the browser's own protocol, which the
    content security policy of the page leaves alone; its rules wait on timers, hence need script.
    """
    assert not page.evaluate("matchMedia('(scripting: none)').matches"), "axe-core needs script"
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_AXE.read_text(encoding="utf-8"))
    violations = page.evaluate(_RUN, list(rules))
    barriers = [_barrier(rule, node) for rule in violations for node in rule["nodes"]]
    grave = [str(one) for one in barriers if one.impact in {"serious", "critical"}]
    assert not grave, f"{page.url}:\n" + "\n".join(grave)
    return barriers


def _barrier(rule: dict[str, Any], node: dict[str, Any]) -> Barrier:
    element = " ".join(map(str, node["target"]))
    advice = node["failureSummary"]
    return Barrier(rule["id"], node["impact"], element, node["html"], advice)


def too_wide(page: Page) -> list[str]:
    """Return the tags of what sticks out on the right, where the page scrolls sideways."""
    return [str(tag) for tag in page.evaluate(_WIDE)]
