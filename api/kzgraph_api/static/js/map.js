// The map of a page: its states are shaded, and a click shows what the list says of them.

import { worldMap } from "./worldmap.js";

const element = document.getElementById("map");
if (element) {
  const states = JSON.parse(document.getElementById("drawn").textContent);
  await worldMap(element, {
    countries: element.dataset.countries,
    states: states.map((state) => ({ ...state, content: () => listed(state.list) })),
  });
}

/** A copy of what the list says of a state; ids must stay unique on the page. */
function listed(id) {
  const copy = document.getElementById(id).cloneNode(true);
  copy.removeAttribute("id");
  copy.classList.remove("state");
  return copy;
}
