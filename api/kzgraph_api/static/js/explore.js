// The graph explorer: an address is the whole state, and each step asks the service for the next one.

import { drawing } from "./exploredrawn.js";
import { listThings, markThing, offer, tell } from "./exploretold.js";
import { graphml } from "./graphml.js";

const given = JSON.parse(document.getElementById("given").textContent);
const at = (id) => document.getElementById(id);
const canvas = at("cy");
const size = at("size");

let params = cleaned(new URLSearchParams(location.search));
let part = null;
let chosen = null;
let steps = 0;
let drawn = null;

/** The parameters of an address without those that say nothing here: lists are not cut. */
function cleaned(found) {
  return new URLSearchParams([...found].filter(([name, value]) => value && name !== "row"));
}

/** Show what an address asks for; new things come in beside `from`. Where that fails all stays. */
async function show(wanted, from) {
  const step = (steps += 1);
  const before = params;
  params = wanted;
  try {
    const next = await asked(wanted);
    if (step !== steps) return;
    part = next;
  } catch {
    if (step === steps) { params = before; size.textContent = given.says.failed; }
    return;
  }
  history.replaceState(null, "", addressed(params));
  drawn.show(part, from);
  write();
  choose(chosen ?? { node: part.nodes[0]?.id });
}

async function asked(wanted) {
  const query = new URLSearchParams(wanted);
  query.set("lang", given.language);
  const answer = await fetch(`/explore/part.json?${query}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer.json();
}

const addressed = (query) => `${location.pathname}?${query}`;

/** Bring everything round the drawing up to date. */
function write() {
  size.textContent = part.told.size;
  canvas.setAttribute("aria-label", given.says.graph.replace("{size}", part.told.size));
  at("left-out").replaceChildren(...part.told.left_out.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
  listThings(at("things"), part.nodes, given.says);
  for (const name of ["kind", "property"]) offer(at(`choose-${name}`), part.choices[name]);
  at("asked-for").replaceChildren(...[...params].filter(([name]) => name === "of" || name === "also")
    .map(([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value })));
  const bare = new URLSearchParams([...params].filter(([name]) => name === "of" || name === "also"));
  at("clear").href = addressed(bare);
  at("data").href = `/explore/part.json?${params}`;
  for (const link of document.querySelectorAll(".languages a")) {
    const query = new URLSearchParams(params);
    query.set("lang", link.lang);
    link.href = addressed(query);
  }
}

function choose(what) {
  chosen = what;
  drawn.mark(chosen);
  markThing(at("things"), chosen?.node);
  tell(at("chosen"), part, chosen, given.says, act);
}

/** Choose a thing, and let its neighbours in. */
function follow(what) {
  choose(what);
  const node = part.nodes.find((one) => one.id === what.node);
  if (node && !node.open && node.hidden) act("open", node.id);
}

/** Change what is asked for: `open` and `close` a thing, `remove` it. */
function act(what, id) {
  const changed = new URLSearchParams(params);
  changed.delete("of", id);
  changed.delete("also", id);
  if (what === "open") changed.append("of", id);
  if (what === "close") changed.append("also", id);
  if (changed.getAll("of").length > given.most.asked || changed.getAll("also").length > given.most.asked) {
    size.textContent = given.says.full;
    return;
  }
  if (!changed.has("of") && !changed.has("also")) location.assign("/explore");
  else show(changed, id);
}

/** A thing that was found by name comes in with its neighbours. */
function added(link) {
  const id = decodeURIComponent(new URL(link.href).pathname.replace("/page/", ""));
  at("adding").reset();
  at("to-add").replaceChildren();
  chosen = { node: id };
  act("open", id);
}

const WRITTEN = {
  png: () => drawn.picture(),
  graphml: () => new Blob([graphml(part, new URL(addressed(params), location.href).href)], { type: "application/graphml+xml" }),
  json: () => new Blob([JSON.stringify(part, null, 1)], { type: "application/json" }),
};

function save(format) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(WRITTEN[format]()), download: `kzgraph-${given.release.slice(0, 12)}.${format}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function wire() {
  const things = at("things");
  const idOf = (event) => event.target.closest?.("button")?.dataset.id;
  things.addEventListener("click", (event) => { const node = idOf(event); if (node) follow({ node }); });
  things.addEventListener("focusin", (event) => { const node = idOf(event); if (node && node !== chosen?.node) choose({ node }); });
  at("to-add").addEventListener("click", (event) => {
    const link = event.target.closest?.("a");
    if (!link) return;
    event.preventDefault();
    added(link);
  });
  at("adding").addEventListener("submit", (event) => {
    const link = at("to-add").querySelector("a");
    if (!link) return; // nobody bears the name: the page of results says what is near
    event.preventDefault();
    added(link);
  });
  at("fit").addEventListener("click", () => drawn.fit());
  at("arrange").addEventListener("click", () => drawn.arrange());
  for (const button of document.querySelectorAll("[data-save]")) button.addEventListener("click", () => save(button.dataset.save));
}

/** The lists of the server make room once the first part is there; without it they stay. */
async function start() {
  part = await asked(params);
  history.replaceState(null, "", addressed(params));
  at("explorer").hidden = at("adding").hidden = false;
  at("lists").hidden = true;
  drawn = drawing(canvas, follow);
  drawn.show(part, null);
  wire();
  write();
  choose({ node: part.nodes[0].id });
  canvas.dataset.drawn = "true";
}

start().catch(() => { size.textContent = given.says.failed; });
