// Words and addresses that the views of answers share.

const THINGS = "https://w3id.org/kzgraph/id/";
const TERMS = "https://w3id.org/kzgraph/ontology#";

/** The address of the page about an IRI; others keep their own, if it is one of the web; else null. */
export function pageOf(iri) {
  if (iri.startsWith(THINGS)) return `/page/${iri.slice(THINGS.length)}`;
  if (iri.startsWith(TERMS)) return `/terms#${iri.slice(TERMS.length)}`;
  return /^https?:/.test(iri) ? iri : null;
}

/** `company:edf` where a prefix of ours leaves a plain name. */
export function shortened(iri, prefixes) {
  const fitting = Object.entries(prefixes).filter(([, space]) => iri.startsWith(space) && /^[\w.-]+$/.test(iri.slice(space.length)));
  const [prefix, space] = fitting.sort(([, one], [, other]) => other.length - one.length)[0] ?? [];
  return prefix ? `${prefix}:${iri.slice(space.length)}` : iri;
}

/** A message with its `{names}` filled in. */
export function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** An element with a text in it. */
export function element(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}
