// The explorer in words: a list of things beside the drawing, and what is chosen with its reasons.

/** Make an element; what stands in it is text, never markup. */
function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== "" && value !== null) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const named = (node) => made("bdi", { lang: node.language }, node.name);

/** Fill the list of things; the one that had the focus keeps it. */
export function listThings(list, nodes, says) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  list.replaceChildren(...nodes.map((node) => {
    const hidden = node.hidden ? made("span", { class: "note", title: node.lacks }, `+${node.hidden}`) : "";
    return made("li", {}, made("button", { type: "button", class: "quiet thing", "data-id": node.id, "aria-expanded": String(node.open) },
      made("span", { class: `swatch ${node.group}`, "aria-hidden": "true" }), named(node), " ", hidden));
  }));
  if (focused) list.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
}

/** Show in the list which thing is chosen. */
export function markThing(list, id) {
  for (const button of list.querySelectorAll("button")) {
    if (button.dataset.id === id) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

/** Tell of a thing or a statement; what is no longer shown leaves the panel as it was before. */
export function tell(place, part, chosen, says, act) {
  const nodes = new Map(part.nodes.map((node) => [node.id, node]));
  const node = nodes.get(chosen?.node);
  const edge = part.edges.find((one) => one.id === chosen?.edge);
  if (node) place.replaceChildren(...ofThing(node, part, nodes, says, act));
  else if (edge) place.replaceChildren(made("ul", { class: "plain" }, statement(edge, nodes, says, null)));
}

function ofThing(node, part, nodes, says, act) {
  const mine = part.edges.filter((edge) => edge.source === node.id || edge.target === node.id);
  const button = (name) => {
    const one = made("button", { type: "button", class: "quiet" }, says[name]);
    one.addEventListener("click", () => act(name, node.id));
    return one;
  };
  const turn = node.open ? [button("close")] : node.neighbours ? [button("open")] : [];
  return [
    made("h3", {}, made("a", { href: node.page }, named(node))),
    made("p", { class: "kind" }, node.kind),
    made("p", { class: "tools" }, ...turn, " ", button("remove")),
    node.lacks ? made("p", { class: "note" }, node.lacks) : "",
    mine.length ? made("h4", {}, says.shown) : "",
    made("ul", { class: "plain" }, ...mine.map((edge) => statement(edge, nodes, says, node.id))),
  ];
}

/** A statement with its marks; of the thing that is told of only the place stands there. */
function statement(edge, nodes, says, self) {
  const end = (id) => {
    const node = nodes.get(id);
    return id === self ? made("span", { class: "self" }, named(node)) : made("a", { href: node.page }, named(node));
  };
  const marks = [
    ...edge.marks.map((mark) => made("span", { class: "mark only" }, mark)),
    ...(edge.disputed ? [made("a", { class: "mark disputed", href: edge.disputed }, says.disputed)] : []),
    ...(edge.documents ? [made("span", { class: "mark told" }, edge.documents)] : []),
    made("a", { class: "why", href: edge.why, "data-why": edge.id }, says.why),
  ];
  const when = edge.when ? made("span", { class: "when" }, ` ${edge.when}`) : "";
  return made("li", {}, end(edge.source), " ", made("span", { class: "note" }, edge.name), " ", end(edge.target), when, " ",
    made("span", { class: "marks" }, ...marks.flatMap((mark) => [mark, " "])));
}

/** Fill the choices of a filter; a choice that is made already stays where the reader sees it. */
export function offer(fieldset, offered) {
  const { name } = fieldset.dataset;
  fieldset.hidden = offered.length === 0;
  fieldset.querySelector(".offered").replaceChildren(...offered.map((one) => {
    const box = made("input", { type: "checkbox", name, value: one.value });
    box.checked = one.chosen;
    return made("label", {}, box, " ", made("span", {}, one.name), " ", made("span", { class: "note" }, String(one.number)));
  }));
}
