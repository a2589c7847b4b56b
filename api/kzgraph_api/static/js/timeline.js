// A timeline of rows of an answer, one below the other: a bar from the first day to the last, and the name.

const WIDTH = 760;
const ROW = 22;
const HEAD = 26;
const MARGIN = 18;
const MOST = 120;
const NARROWEST = 8;
const LONGEST = 60;
const SVG = "http://www.w3.org/2000/svg";

/** Return the drawing of `{first, last, date, name, iri}`, by time, and how many it leaves out. */
export function timeline(entries, addressOf, label) {
  const sorted = [...entries].sort((one, other) => one.first - other.first || one.last - other.last);
  const shown = sorted.slice(0, MOST);
  const scale = scaled(shown);
  const height = HEAD + ROW * shown.length;
  const svg = part("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": label, class: "time" });
  for (const year of scale.years) {
    const x = scale.at(year);
    svg.append(part("path", { class: "tick", d: `M${x} ${HEAD - 6}V${height}` }), text(year, { x, y: 14, class: "year", "text-anchor": "middle" }));
  }
  shown.forEach((entry, index) => svg.append(row(entry, HEAD + ROW * index, scale, addressOf)));
  return { svg, more: sorted.length - shown.length };
}

function row(entry, y, scale, addressOf) {
  const [from, until] = [scale.at(entry.first), scale.at(entry.last)];
  const before = from > WIDTH - until;
  const name = text(shortly(entry.name), { x: before ? from - 6 : Math.max(until, from + NARROWEST) + 6, y: y + 15, "text-anchor": before ? "end" : "start" });
  const bar = part("rect", { class: "when", x: from, y: y + 5, width: Math.max(until - from, NARROWEST), height: 11, rx: 5.5 });
  const address = entry.iri ? addressOf(entry.iri) : null;
  const group = address ? part("a", { href: address }) : part("g", {});
  const title = part("title", {});
  title.textContent = `${entry.date}: ${entry.name}`;
  group.append(title, bar, name);
  return group;
}

function shortly(name) {
  return name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
}

/** Years from the first to the last, some ten of them with a line. */
function scaled(entries) {
  const first = Math.floor(Math.min(...entries.map((one) => one.first)));
  const last = Math.ceil(Math.max(...entries.map((one) => one.last)));
  const span = Math.max(last - first, 1);
  const step = [1, 2, 5, 10, 20, 50, 100, 500].find((one) => span / one <= 10) ?? 1000;
  const years = Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => first + index * step);
  return { years, at: (time) => MARGIN + ((time - first) / span) * (WIDTH - 2 * MARGIN) };
}

function part(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function text(words, attributes) {
  const element = part("text", attributes);
  element.textContent = words;
  return element;
}
