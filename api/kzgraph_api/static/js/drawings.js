// Answers drawn as a timeline, a map or a graph, as views of Yasr; each says what it leaves out.

import { dated, linked, located } from "./columns.js";
import { load } from "./load.js";
import { network } from "./network.js";
import { element, filled, pageOf, shortened } from "./said.js";
import { timeline } from "./timeline.js";
import { worldMap } from "./worldmap.js";

const ICONS = {
  Timeline: "M3 6h8M6 12h12M12 18h9",
  Map: "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M3 12h18M12 3c5 5 5 13 0 18c-5-5-5-13 0-18",
  Graph: "M6 7a2 2 0 1 0 .1 0M18 5a2 2 0 1 0 .1 0M13 18a2 2 0 1 0 .1 0M8 9l8-2M7 11l5 8M17 9l-3 9",
};

/** The views by their names among those of Yasr; `given` is what the page gives, `terms` the terms. */
export function drawings(given, terms) {
  return {
    timeline: view("Timeline", given, dated, drawTimeline(terms)),
    map: view("Map", given, (answer) => located(answer, terms.states), drawMap),
    graph: view("Graph", given, linked, drawGraph(terms)),
  };
}

/** A view of those answers of which `read` makes something; `draw` draws that. */
function view(name, given, read, draw) {
  const known = new WeakMap();
  const readOf = (results) => {
    const rows = results.hasError() ? null : results.getBindings();
    const told = known.get(results) ?? (rows ? read({ vars: results.getVariables(), rows }) : null);
    if (told) known.set(results, told);
    return told;
  };
  return class {
    priority = 1;
    label = given.says[name];

    constructor(yasr) { this.yasr = yasr; }

    canHandleResults() { return Boolean(this.yasr.results && readOf(this.yasr.results)); }

    getIcon() {
      const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "lines", "aria-hidden": "true" })) drawing.setAttribute(key, value);
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", ICONS[name]);
      drawing.append(path);
      return drawing;
    }

    async draw() {
      const figure = element("figure", "");
      figure.className = "drawn";
      this.yasr.resultsEl.append(figure);
      await draw(figure, readOf(this.yasr.results), given);
    }

    destroy() { this.yasr.resultsEl.replaceChildren(); }
  };
}

function drawTimeline(terms) {
  return (figure, entries, { says }) => {
    const named = entries.map((entry) => ({ ...entry, name: shortened(entry.name, terms.prefixes) }));
    const label = filled(says.timeline, { number: entries.length });
    const { svg, more } = timeline(named, pageOf, label);
    const scroll = element("div", "");
    scroll.className = "scroll";
    scroll.append(svg);
    figure.append(scroll, caption(label, more, says));
  };
}

async function drawMap(figure, { states, points }, { says, atlas, loads }) {
  const number = states.length + points.length;
  const place = element("div", "");
  place.className = "world";
  place.setAttribute("role", "region");
  place.setAttribute("aria-label", filled(says.map, { number }));
  figure.append(place, caption(`${filled(says.map, { number })}. ${says.borders}`, 0, says));
  await load(loads.map);
  const told = (one) => ({ ...one, content: () => rowsOf(one) });
  await worldMap(place, { countries: atlas, states: states.map(told), points: points.map(told) });
}

function rowsOf({ name, rows }) {
  const box = element("div", "");
  const list = element("ul", "");
  for (const row of rows.slice(0, 20)) {
    list.append(element("li", Object.values(row).filter((term) => term.type !== "uri").map((term) => term.value).join(", ") || name));
  }
  box.append(element("h3", name), list);
  return box;
}

function drawGraph(terms) {
  return async (figure, links, { says, loads }) => {
    const place = element("div", "");
    place.className = "net";
    place.setAttribute("role", "img");
    figure.append(place);
    await load(loads.graph);
    const short = (iri) => shortened(iri, terms.prefixes).replace(/^[\w-]+:/, "");
    const { number, more } = network(place, links, short, (iri) => { if (pageOf(iri)) location.assign(pageOf(iri)); });
    place.setAttribute("aria-label", filled(says.graph, { number }));
    figure.append(caption(filled(says.graph, { number }), more, says));
  };
}

function caption(words, more, says) {
  const told = more ? `${words} ${filled(says.more, { number: more })}` : words;
  const shown = element("figcaption", told);
  shown.className = "note";
  return shown;
}
