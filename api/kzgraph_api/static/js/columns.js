// What of an answer can be drawn: which columns hold dates, names, things, states and positions.
// An answer is `{vars, rows}`; a row has terms by variable, as in SPARQL Query Results JSON.

const XSD = "http://www.w3.org/2001/XMLSchema#";
const DATES = new Set(["date", "dateTime", "gYear", "gYearMonth"].map((name) => XSD + name));
const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long"].map((name) => XSD + name));
const TRIPLES = [["subject", "predicate", "object"], ["s", "p", "o"]];
const LATITUDE = /^lat(itude)?$/i;
const LONGITUDE = /^(lng|lon|long|longitude)$/i;
const POINT = /^(?:<[^>]*>\s*)?POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)$/i;

/** Rows with a time: `{first, last, date, name, iri}`, times in years; null where there are none. */
export function dated({ vars, rows }) {
  const [from, until] = vars.filter((name) => every(rows, name, isDate));
  if (!from) return null;
  const name = vars.find((one) => every(rows, one, isText)) ?? vars.find((one) => every(rows, one, isIri));
  const thing = vars.find((one) => every(rows, one, isIri));
  if (!name) return null;
  return rows.filter((row) => row[from]).map((row) => {
    const days = [row[from].value, row[until]?.value].filter(Boolean);
    return {
      first: years(days[0]), last: end(days.at(-1)),
      date: days.join(" – "), name: row[name]?.value ?? "", iri: row[thing]?.value,
    };
  });
}

/** Links between things as `[subject, label, object]`; null where there are none. */
export function linked({ vars, rows }) {
  const named = TRIPLES.find((names) => names.every((name) => vars.includes(name)));
  const things = vars.filter((name) => every(rows, name, isIri));
  const [from, how, to] = named ?? [things[0], null, things[1]];
  if (!from || !to || rows.length === 0) return null;
  const links = rows
    .filter((row) => row[from] && row[to] && row[from].type !== "literal" && isIri(row[to]))
    .map((row) => [row[from].value, how ? row[how]?.value : to, row[to].value]);
  return links.length ? links : null;
}

/** States by code and points by position, each with its rows; null where there are none. */
export function located({ vars, rows }, known) {
  const codes = new Map(Object.values(known).map((state) => [state.code, state]));
  const stateOf = (term) => term && (known[term.value] ?? (term.type === "uri" ? undefined : codes.get(term.value)));
  const column = vars.find((name) => every(rows, name, (term) => stateOf(term) !== undefined));
  const states = new Map();
  for (const row of column ? rows : []) {
    const state = stateOf(row[column]);
    if (state) states.set(state.code, { ...state, rows: [...(states.get(state.code)?.rows ?? []), row] });
  }
  const points = rows.flatMap((row) => positions(vars, rows, row));
  return states.size || points.length ? { states: [...states.values()], points } : null;
}

function positions(vars, rows, row) {
  const [lat, lng] = [LATITUDE, LONGITUDE].map((pattern) => vars.find((name) => pattern.test(name)));
  const place = { name: vars.map((name) => row[name]).find((term) => term && isText(term))?.value ?? "", rows: [row] };
  if (lat && lng && row[lat] && row[lng]) return [{ ...place, lat: Number(row[lat].value), lng: Number(row[lng].value) }];
  const written = vars.map((name) => row[name]?.value.match(POINT)).find(Boolean);
  return written ? [{ ...place, lat: Number(written[2]), lng: Number(written[1]) }] : [];
}

function every(rows, name, test) {
  const bound = rows.map((row) => row[name]).filter(Boolean);
  return bound.length > 0 && bound.every(test);
}

function isDate(term) {
  return DATES.has(term.datatype) && !Number.isNaN(years(term.value));
}

function isIri(term) {
  return term.type === "uri";
}

function isText(term) {
  return term.type !== "uri" && term.type !== "bnode" && !DATES.has(term.datatype) && !NUMBERS.has(term.datatype) && !POINT.test(term.value);
}

/** A date of any precision as years with a fraction: `2024-07-01` is 2024.5. */
function years(text) {
  const [, sign, year, month, day] = text.match(/^(-?)(\d{4,})(?:-(\d\d))?(?:-(\d\d))?/) ?? [];
  const value = Number(year) + (Number(month ?? 1) - 1) / 12 + (Number(day ?? 1) - 1) / 372;
  return sign ? -value : value;
}

/** Where a year, a month or a day ends. */
function end(text) {
  const length = { 4: 1, 7: 1 / 12 }[text.length] ?? 1 / 372;
  return years(text) + length;
}
