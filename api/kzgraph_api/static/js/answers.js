// How the editor shows answers: its table with links to our pages, faults with what to do about them,
// and, where the columns allow it, drawings.

import { drawings } from "./drawings.js";
import { element, filled, pageOf, shortened } from "./said.js";

/** Register all views of answers with `Yasgui.Yasr`; `given` is what the page gives, `terms` the terms. */
export function showAnswers(Yasr, given, terms) {
  Yasr.prototype.updateResponseInfo = chipOf(given);
  Yasr.registerPlugin("table", tableOf(Yasr.plugins.table, given.says, terms));
  Yasr.registerPlugin("response", class extends Yasr.plugins.response {
    label = given.says.Text;
    helpReference = undefined;
  });
  Yasr.registerPlugin("error", faultOf(given));
  for (const [name, view] of Object.entries(drawings(given, terms))) Yasr.registerPlugin(name, view);
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

    /** What is searched and sorted is parsed as markup as well: Yasr leaves it as it is in the data. */
    getColumns() {
      return super.getColumns().map((column) => {
        if (!column.name) return column; // the numbers of rows
        const render = (term, use, ...rest) => {
          const isShown = term === "" || use === "display" || use === "type";
          return isShown ? column.render(term, use, ...rest) : element("span", term.value).innerHTML;
        };
        return { ...column, render };
      });
    }

    getUriLinkFromBinding({ value }) {
      const address = pageOf(value);
      const shown = element(address ? "a" : "span", shortened(value, terms.prefixes));
      shown.className = "iri";
      if (address) shown.setAttribute("href", address);
      return shown.outerHTML; // the table takes markup
    }
  };
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
