// A small graph of things: cytoscape and its layout are globals, which the page loads before.

const MOST = 250;
const MANY = 80;
const NEAREST = 1.3;

/**
 * Draw links `[subject, label, object]` into an element; returns how many things there are, and how
 * many are not drawn. `short` gives the name of an IRI, `open` is called with the one that is chosen.
 */
export function network(element, links, short, open) {
  keepStyle();
  const things = [...new Set(links.flatMap(([one, , other]) => [one, other]))];
  const kept = new Set(things.slice(0, MOST));
  const drawn = links.filter(([one, , other]) => kept.has(one) && kept.has(other));
  const graph = cytoscape({
    container: element,
    elements: [
      ...[...kept].map((id) => ({ data: { id, name: short(id) } })),
      ...drawn.map(([source, how, target], index) => ({ data: { id: `link ${index}`, source, target, name: how ? short(how) : "" } })),
    ],
    style: styled(drawn.length),
    layout: { name: "fcose", animate: false, randomize: true, quality: kept.size > MANY ? "draft" : "default", nodeSeparation: 120, idealEdgeLength: 110 },
    minZoom: 0.2, maxZoom: 3,
  });
  if (graph.zoom() > NEAREST) graph.zoom(NEAREST).center();
  graph.on("tap", "node", ({ target }) => open(target.id()));
  return { graph, number: things.length, more: things.length - kept.size };
}

/** Cytoscape would make a style sheet in the page, which the policy forbids, unless there is one. */
function keepStyle() {
  const id = "__________cytoscape_stylesheet";
  if (!document.getElementById(id)) document.body.append(Object.assign(document.createElement("span"), { id, hidden: true }));
}

function styled(links) {
  const colours = getComputedStyle(document.documentElement);
  const colour = (name) => colours.getPropertyValue(`--${name}`).trim();
  const font = { "font-size": 11, "font-family": "sans-serif", color: colour("ink") };
  return [
    { selector: "node", style: { ...font, label: "data(name)", width: 14, height: 14, "background-color": colour("accent"), "text-valign": "bottom", "text-margin-y": 3 } },
    { selector: "edge", style: { ...font, "font-size": 9, color: colour("soft"), label: links > 60 ? "" : "data(name)", width: 1, "line-color": colour("line"), "curve-style": "bezier", "target-arrow-shape": "triangle", "target-arrow-color": colour("line"), "arrow-scale": 0.8, "text-rotation": "autorotate", "text-background-color": colour("paper"), "text-background-opacity": 0.8 } },
  ];
}
