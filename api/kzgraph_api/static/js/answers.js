// How the editor shows answers: its table with links to our pages, faults with what to do about them,
// and what can be drawn as a timeline, a map or a graph.

import { dated, linked, located } from "./columns.js";
import { load } from "./load.js";
import { network } from "./network.js";
import { timeline } from "./timeline.js";
import { worldMap } from "./worldmap.js";

const THINGS = "https://w3id.org/kzgraph/id/";
const TERMS = "https://w3id.org/kzgraph/ontology#";

/** The address of the page about an IRI; what is not of this graph keeps its own. */
export function pageOf(iri) {
  if (iri.startsWith(THINGS)) return `/page/${iri.slice(THINGS.length)}`;
  return iri.startsWith(TERMS) ? `/terms#${iri.slice(TERMS.length)}` : iri;
}

/** Register all views of answers with `Yasgui.Yasr`; `given` is what the page gives, `terms` the terms. */
export function showAnswers(Yasr, given, terms) {
  Yasr.prototype.updateResponseInfo = chipOf(given);
  Yasr.registerPlugin("table", tableOf(Yasr.plugins.table, given.says, terms));
  Yasr.registerPlugin("response", class extends Yasr.plugins.response {
    label = given.says.Text;
    helpReference = undefined;
  });
  Yasr.registerPlugin("error", faultOf(given));
  Yasr.registerPlugin("timeline", view("Timeline", given, dated, drawTimeline(terms), "M3 6h8M6 12h12M12 18h9"));
  Yasr.registerPlugin("map", view("Map", given, (answer) => located(answer, terms.states), drawMap, "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M3 12h18M12 3c5 5 5 13 0 18c-5-5-5-13 0-18"));
  Yasr.registerPlugin("graph", view("Graph", given, linked, drawGraph(terms), "M6 7a2 2 0 1 0 .1 0M18 5a2 2 0 1 0 .1 0M13 18a2 2 0 1 0 .1 0M8 9l8-2M7 11l5 8M17 9l-3 9"));
}

/** How many rows came in which time, in words of the reader's language. */
function chipOf({ says }) {
  return function () {
    const rows = this.results?.getBindings();
    const seconds = (this.results?.getResponseTime() ?? 0) / 1000;
    this.dataElement.classList.toggle("empty", !rows);
    this.dataElement.textContent = rows ? filled(says.found, { number: rows.length, seconds }) : "";
  };
}

function tableOf(Table, says, terms) {
  return class extends Table {
    constructor(yasr) {
      super(yasr);
      Object.assign(this, { label: says.Table, helpReference: undefined });
    }

    drawControls() {
      super.drawControls();
      const controls = this.tableControls;
      const [simple, cut] = controls.querySelectorAll(".label");
      Object.assign(simple, { textContent: says.simple });
      Object.assign(cut, { textContent: says.cut });
      controls.querySelector(".pageSizerLabel").textContent = says.size;
      const filter = controls.querySelector(".tableFilter");
      filter.placeholder = says.filter;
      for (const [field, label] of [[filter, says.filter], [controls.querySelector(".tableSizer"), says.size]]) field.setAttribute("aria-label", label);
    }

    getUriLinkFromBinding({ value }) {
      const link = document.createElement("a");
      link.className = "iri";
      link.setAttribute("href", /^(https?:|mailto:)/.test(value) ? pageOf(value) : "#");
      link.textContent = shortened(value, terms.prefixes);
      return link.outerHTML;
    }
  };
}

/** `company:edf` where a prefix of ours leaves a plain name. */
function shortened(iri, prefixes) {
  const fitting = Object.entries(prefixes).filter(([, space]) => iri.startsWith(space) && /^[\w.-]+$/.test(iri.slice(space.length)));
  const [prefix, space] = fitting.sort(([, one], [, other]) => other.length - one.length)[0] ?? [];
  return prefix ? `${prefix}:${iri.slice(space.length)}` : iri;
}

function faultOf({ faults, says }) {
  return class {
    priority = 20;
    hideFromSelection = true;

    constructor(yasr) { this.yasr = yasr; }

    canHandleResults() { return Boolean(this.yasr.results?.getError()); }

    getIcon() { return document.createElement("span"); }

    draw() {
      const problem = parsed(this.yasr.results.getError().text);
      const kind = problem?.type?.split("/").at(-1) ?? "";
      const [title, advice] = faults[kind] ?? faults[""];
      const told = [element("h2", problem ? title : faults[""][0])];
      if (!problem) told.push(element("p", says.unreached));
      if (problem?.line) told.push(element("p", filled(says.position, problem)));
      if (problem?.deadline) told.push(element("p", filled(says.deadline, { seconds: problem.deadline })));
      else if (problem?.detail) told.push(element("pre", problem.detail));
      if (problem) told.push(element("p", advice));
      const fault = element("section", "");
      fault.className = "fault";
      fault.setAttribute("role", "alert");
      fault.append(...told);
      this.yasr.resultsEl.append(fault);
    }
  };
}

function parsed(text) {
  try {
    const problem = JSON.parse(text);
    return typeof problem === "object" ? problem : null;
  } catch {
    return null;
  }
}

/** A view of those answers of which `read` makes something; `draw` draws that. */
function view(name, given, read, draw, icon) {
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
      path.setAttribute("d", icon);
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
    const { number, more } = network(place, links, short, (iri) => window.open(pageOf(iri), "_self"));
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

function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function element(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}
