// The drawing of the explorer: cytoscape and its layout are globals, which the page loads before.

const MANY = 40;
const NEAREST = 1.4;
const SHAPES = {
  people: "ellipse", firms: "round-rectangle", places: "hexagon", projects: "diamond",
  agreements: "round-tag", events: "triangle", figures: "rectangle", topics: "barrel",
};

/** Make a drawing in an element; `choose` is called with what is chosen: {node: id} or {edge: id}. */
export function drawing(element, choose) {
  const graph = cytoscape({ container: element, style: styled(), minZoom: 0.15, maxZoom: 3 });
  graph.on("tap", "node", ({ target }) => choose({ node: target.id() }));
  graph.on("tap", "edge", ({ target }) => choose({ edge: target.data("claim") }));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.style(styled()));
  return {
    show: (part, from) => show(graph, part, from),
    mark: (chosen) => mark(graph, chosen),
    fit: () => fitted(graph),
    arrange: () => arrange(graph, true),
    picture: () => graph.png({ output: "blob", full: true, scale: 2, maxWidth: 6000, maxHeight: 6000, bg: colour("paper") }),
    counts: () => ({ nodes: graph.nodes().length, edges: graph.edges().length }),
    place: (id) => graph.getElementById(id).renderedPosition(),
  };
}

/** Draw a part of the graph; what is there stays where it is, what is new begins beside `from`. */
function show(graph, part, from) {
  const wanted = elements(part);
  const there = new Set(wanted.map(({ data }) => data.id));
  const first = graph.nodes().empty();
  const source = graph.getElementById(from ?? "");
  const start = source.nonempty() ? { ...source.position() } : { x: 0, y: 0 };
  let added = 0;
  graph.batch(() => {
    graph.elements().filter((one) => !there.has(one.id())).remove();
    for (const one of wanted) {
      const known = graph.getElementById(one.data.id);
      if (known.nonempty()) known.data(one.data).classes(one.classes);
      else graph.add(one.group === "nodes" ? { ...one, position: beside(start, added++) } : one);
    }
  });
  graph.edges().toggleClass("quiet", graph.edges().length > MANY);
  if (first || added) arrange(graph, first);
}

function elements(part) {
  const nodes = part.nodes.map((node) => ({
    group: "nodes", data: { id: node.id, name: node.hidden ? `${node.name} +${node.hidden}` : node.name },
    classes: [node.group, node.open ? "open" : ""].filter(Boolean),
  }));
  const edges = part.edges.map((edge) => ({
    group: "edges", data: { id: `claim:${edge.id}`, claim: edge.id, source: edge.source, target: edge.target, name: edge.name },
    classes: [edge.asserted ? "" : "only", edge.disputed ? "disputed" : ""].filter(Boolean),
  }));
  return [...nodes, ...edges];
}

/** A spiral round a place: no two new things begin at the same spot. */
function beside({ x, y }, index) {
  const angle = index * 2.4;
  const far = 60 + 9 * index;
  return { x: x + far * Math.cos(angle), y: y + far * Math.sin(angle) };
}

function arrange(graph, anew) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const layout = graph.layout({
    name: "fcose", quality: "default", randomize: anew, animate: !still, animationDuration: 400,
    nodeSeparation: 110, idealEdgeLength: 120, nodeRepulsion: 9000, nodeDimensionsIncludeLabels: true, fit: true, padding: 30,
  });
  layout.one("layoutstop", () => fitted(graph));
  layout.run();
}

function fitted(graph) {
  graph.resize().fit(undefined, 30);
  if (graph.zoom() > NEAREST) graph.zoom(NEAREST).center();
}

function mark(graph, chosen) {
  graph.elements(".chosen, .near").removeClass("chosen near");
  const one = graph.getElementById(chosen?.node ?? `claim:${chosen?.edge}`);
  one.addClass("chosen");
  if (chosen?.node) one.connectedEdges().addClass("near");
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function styled() {
  const font = { "font-size": 11, "min-zoomed-font-size": 5, "font-family": "sans-serif", color: colour("ink") };
  return [
    { selector: "node", style: { ...font, label: "data(name)", width: 16, height: 16, "background-color": colour("topics"), "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "wrap", "text-max-width": 110, "text-background-color": colour("paper"), "text-background-opacity": 0.75 } },
    ...Object.entries(SHAPES).map(([group, shape]) => ({ selector: `node.${group}`, style: { shape, "background-color": colour(group) } })),
    { selector: "node.open", style: { width: 24, height: 24, "font-weight": "bold" } },
    { selector: "edge", style: { ...font, "font-size": 9, color: colour("soft"), label: "data(name)", width: 1.3, "line-color": colour("soft"), "line-opacity": 0.6, "curve-style": "bezier", "target-arrow-shape": "triangle", "target-arrow-color": colour("soft"), "arrow-scale": 0.8, "text-rotation": "autorotate", "text-background-color": colour("paper"), "text-background-opacity": 0.8 } },
    { selector: "edge.quiet", style: { label: "" } },
    { selector: "edge.only", style: { "line-style": "dashed", "line-color": colour("other"), "target-arrow-color": colour("other") } },
    { selector: "edge.disputed", style: { "line-color": colour("warn"), "target-arrow-color": colour("warn"), width: 2 } },
    { selector: "edge.near, edge.chosen", style: { label: "data(name)", "line-opacity": 1, width: 2.2 } },
    { selector: "edge.chosen", style: { width: 4, color: colour("ink") } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": colour("ink") } },
  ];
}
