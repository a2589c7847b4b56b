// A part of the graph as GraphML, which Gephi, yEd, Cytoscape and networkx read: lists are joined to texts.

const XMLNS = "http://graphml.graphdrawing.org/xmlns";
const JOINT = "; ";

const OF_NODES = [
  ["iri", "string", (node) => node.iri],
  ["name", "string", (node) => node.name],
  ["language", "string", (node) => node.language],
  ["types", "string", (node) => node.types.join(JOINT)],
  ["open", "boolean", (node) => node.open],
  ["neighbours", "int", (node) => node.neighbours],
  ["hidden", "int", (node) => node.hidden],
];
const OF_EDGES = [
  ["property", "string", (edge) => edge.property],
  ["label", "string", (edge) => edge.name],
  ["modalities", "string", (edge) => edge.modalities.join(JOINT)],
  ["corroboration", "int", (edge) => edge.corroboration],
  ["disputed", "boolean", (edge) => Boolean(edge.disputed)],
  ["first", "string", (edge) => edge.first],
  ["last", "string", (edge) => edge.last],
  ["claims", "string", (edge) => edge.claims.join(JOINT)],
  ["sources", "string", (edge) => edge.sources.join(JOINT)],
];

/** Write things and statements; `part` is what the service answered, `address` where it may be seen. */
export function graphml(part, address) {
  const of = { release: part.release, address };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<graphml xmlns="${XMLNS}">`,
    ...OF_NODES.map(([name, type]) => key("node", name, type)),
    ...OF_EDGES.map(([name, type]) => key("edge", name, type)),
    ...Object.keys(of).map((name) => key("graph", name, "string")),
    '<graph id="kzgraph" edgedefault="directed">',
    ...Object.entries(of).map(([name, value]) => data("graph", name, value)),
    ...part.nodes.map((node) => `<node id="${escaped(node.id)}">${told("node", OF_NODES, node)}</node>`),
    ...part.edges.map((edge) => `<edge id="${escaped(edge.id)}" source="${escaped(edge.source)}" target="${escaped(edge.target)}">${told("edge", OF_EDGES, edge)}</edge>`),
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}

function key(of, name, type) {
  return `<key id="${of}-${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`;
}

function told(of, keys, thing) {
  return keys.map(([name, , value]) => data(of, name, value(thing))).join("");
}

/** What is not known has no element. */
function data(of, name, value) {
  return value === null || value === "" ? "" : `<data key="${of}-${name}">${escaped(String(value))}</data>`;
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** Characters that XML 1.0 has no way to write. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escaped(text) {
  return text.replace(FORBIDDEN, "\uFFFD").replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
}
