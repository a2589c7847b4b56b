// The SPARQL page with script: an editor in place of the form. What the server answered stays until the
// editor asks.

import { showAnswers } from "./answers.js";
import { completeFrom, completeThings } from "./completers.js";

const given = JSON.parse(document.getElementById("given").textContent);
const form = document.getElementById("ask");
const typed = form.elements.query;
const element = document.getElementById("editor");
const BEGINNING = "PREFIX kz: <https://w3id.org/kzgraph/ontology#>\nSELECT ?class (COUNT(*) AS ?number)\nWHERE {\n  ?thing a ?class .\n}\nGROUP BY ?class\nORDER BY DESC(?number)\n";

async function start() {
  const terms = { prefixes: given.prefixes, classes: [], properties: [], labels: {}, states: {} };
  const complete = filled(terms);
  completeFrom(Yasgui.Yasqe, terms);
  completeThings(Yasgui.Yasqe, terms, suggested);
  showAnswers(Yasgui.Yasr, given, terms);
  const asked = typed.value.trim() ? typed.value : null;
  new MutationObserver(() => named(element)).observe(element, { childList: true, subtree: true });
  const yasgui = editor(terms, asked);
  document.getElementById("tools").hidden = false;
  form.hidden = true;
  yasgui.on("query", () => document.querySelector("#answer, main > .fault")?.remove());
  if (asked !== null) {
    opened(yasgui, asked, nameOf(asked));
    // What is typed from now on is kept in the tab; the address would bring the first text back.
    history.replaceState(null, "", location.pathname);
    if (given.answered) yasgui.getTab().query().catch(() => {});
  }
  document.getElementById("run").addEventListener("click", () => yasgui.getTab().query().catch(() => {}));
  offer(yasgui);
  share(yasgui);
  await complete;
  element.removeAttribute("aria-busy");
  const yasr = yasgui.getTab()?.getYasr(); // what it shows may be a map, now that states are known
  if (yasr?.results) yasr.updatePluginSelectors(yasr.getCompatiblePlugins());
}

/** Terms are counted when a release is first asked for them: the editor does not wait. */
async function filled(terms) {
  const answer = await fetch(given.terms);
  if (answer.ok) Object.assign(terms, await answer.json());
}

async function suggested(text) {
  const answer = await fetch(`/v1/suggest?${new URLSearchParams({ q: text, limit: 10, language: document.documentElement.lang })}`);
  return answer.ok ? (await answer.json()).items : [];
}

function editor(terms, asked) {
  element.hidden = false;
  element.setAttribute("aria-busy", "true"); // until terms can be suggested
  const endpoint = () => new URL("/sparql", location.href).href; // a function wins over a stored one
  return new Yasgui(element, {
    requestConfig: { endpoint, method: "POST" },
    populateFromUrl: false, // a link could name another endpoint
    autoAddOnInit: asked === null,
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [{ endpoint: endpoint() }], keys: [] },
    yasqe: { value: BEGINNING },
    yasr: { prefixes: terms.prefixes },
  });
}

/** Tell screen readers what Yasgui leaves untold: what its fields are, and that what adds a tab is among tabs. */
function named(part) {
  for (const field of part.querySelectorAll(".CodeMirror textarea:not([aria-label])")) {
    field.setAttribute("aria-label", field.closest(".yasqe") ? given.says.query : given.says.answer);
  }
  for (const field of part.querySelectorAll(".tab input:not([aria-label])")) field.setAttribute("aria-label", given.says.name);
  part.querySelector(".addTab:not([role])")?.setAttribute("role", "tab");
}

/** Open a query in its tab, or in a new one. */
function opened(yasgui, query, name) {
  const tab = Object.values(yasgui._tabs).find((one) => queryOf(yasgui, one) === query);
  if (tab) yasgui.selectTabId(tab.getId());
  else yasgui.addTab(true, { ...(name && { name }), yasqe: { value: query } });
}

/** A tab that was not shown since the page came has no editor yet. */
function queryOf(yasgui, tab) {
  return tab.getYasqe() ? tab.getQuery() : yasgui.persistentConfig.getTab(tab.getId()).yasqe.value;
}

function nameOf(query) {
  return Object.values(given.examples).find((example) => example.query.trim() === query.trim())?.question;
}

function offer(yasgui) {
  for (const link of document.querySelectorAll("a.example")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      const { query, question } = given.examples[link.dataset.example];
      opened(yasgui, query, question);
      element.scrollIntoView({ block: "nearest" });
    });
  }
}

function share(yasgui) {
  const told = document.getElementById("copied");
  document.getElementById("link").addEventListener("click", async () => {
    const address = new URL(`/query?query=${encodeURIComponent(yasgui.getTab().getQuery())}`, location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      told.textContent = given.says.copied;
    } catch {
      const link = Object.assign(document.createElement("a"), { href: address, textContent: given.says.copy });
      told.replaceChildren(link); // without https a script may not copy
    }
  });
}

await start();
