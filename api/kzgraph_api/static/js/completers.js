// What the SPARQL editor suggests while one types: prefixes, properties and classes of this release,
// in place of those that Yasqe asks another host for.

const SHOWN = 100;

/**
 * Replace three of Yasqe's completers under their own names, so that they stay enabled.
 *
 * Call it before an editor is made. `terms` has `prefixes` (namespaces by prefix), `properties` and
 * `classes` (lists of IRIs, the most used first), and may have `labels` of these by IRI, which are
 * searched and shown. It may be filled later.
 */
export function completeFrom(Yasqe, terms) {
  Yasqe.forkAutocompleter("prefixes", {
    name: "prefixes",
    persistenceId: undefined, // else those of an earlier release come back from the browser's storage
    onInitialize: (yasqe) => yasqe.on("change", () => declare(yasqe, terms.prefixes)),
    get: () => Object.entries(terms.prefixes).map(([prefix, space]) => `${prefix}: <${space}>`),
  });
  for (const [name, list] of [["property", "properties"], ["class", "classes"]]) {
    Yasqe.forkAutocompleter(name, {
      name,
      get: (_yasqe, token) => matching(terms[list], token.autocompletionString, terms.labels).slice(0, SHOWN),
      preProcessToken: (yasqe, token) => ({
        ...token,
        autocompletionString: expanded(token.string.trim(), prefixesOf(yasqe, terms)),
      }),
      postProcessSuggestion: (yasqe, _token, iri) => shortened(iri, prefixesOf(yasqe, terms)),
      postprocessHints: (yasqe, hints) => hints.map((hint) => labelled(hint, prefixesOf(yasqe, terms), terms.labels)),
    });
  }
}

/** Suggest names of things, in any spelling, where a query takes a thing; `suggest` looks them up. */
export function completeThings(Yasqe, terms, suggest) {
  const named = new Map();
  Yasqe.registerAutocompleter({
    name: "thing",
    bulk: false,
    isValidCompletionPosition: (yasqe) => takesThing(yasqe),
    preProcessToken: (yasqe, token) => ({ ...token, ...nameAt(yasqe) }),
    get: async (_yasqe, token) => {
      const found = await suggest(token.autocompletionString);
      for (const { iri, label } of found) named.set(iri, label);
      return found.map(({ iri }) => iri);
    },
    postProcessSuggestion: (yasqe, _token, iri) => shortened(iri, prefixesOf(yasqe, terms)),
    postprocessHints: (yasqe, hints) => hints.map((hint) => labelled(hint, prefixesOf(yasqe, terms), Object.fromEntries(named))),
  });
}

/** Neither a variable nor a class nor a property, and some letters of a name are there. */
function takesThing(yasqe) {
  const token = yasqe.getCompleteToken();
  const isOther = ["class", "property"].some((name) => yasqe.autocompleters[name]?.config.isValidCompletionPosition(yasqe));
  return !isOther && !/^[?$"'<{(]/.test(token.string) && nameAt(yasqe).autocompletionString.length > 1;
}

/** The name before the cursor, which is many tokens where it is not SPARQL: `Токаев`, `company:total-en`. */
function nameAt(yasqe) {
  const { line, ch } = yasqe.getDoc().getCursor();
  const [text] = yasqe.getDoc().getLine(line).slice(0, ch).match(/[\p{L}\p{M}\p{N}.:’-]*$/u);
  const name = text.split(":").at(-1).replaceAll("-", " ").trim();
  return { string: text, autocompletionString: name, from: { line, ch: ch - text.length }, to: { line, ch } };
}

/** Show the label beside what is inserted. */
function labelled(hint, prefixes, labels = {}) {
  const iri = expanded(hint.text, prefixes);
  return labels[iri] ? { ...hint, displayText: `${hint.text}  ${labels[iri]}` } : hint;
}

/**
 * Declare the prefix of the name at the cursor, where it is ours and the query does not.
 *
 * Yasqe's own way opens the suggestions again, over a name that was just taken from them.
 */
function declare(yasqe, prefixes) {
  const cursor = yasqe.getDoc().getCursor();
  const token = yasqe.getTokenAt(cursor);
  const [prefix, local] = token.string.split(":");
  const before = yasqe.getPreviousNonWsToken(cursor.line, token).string.toUpperCase();
  if (token.type !== "string-2" || local === undefined || before === "PREFIX") return;
  if (prefix in prefixes && !(prefix in yasqe.getPrefixesFromQuery())) {
    yasqe.addPrefixes({ [prefix]: prefixes[prefix] });
  }
}

/** The prefixes of a query go before those that are known to every query. */
function prefixesOf(yasqe, terms) {
  return { ...terms.prefixes, ...yasqe.getPrefixesFromQuery() };
}

/** `kz:hea` and `<https://…#hea` as the beginning of an IRI; `hea` as it is. */
function expanded(text, prefixes) {
  if (text.startsWith("<")) return text.slice(1).replace(/>$/, "");
  const [prefix, ...local] = text.split(":");
  return local.length && prefix in prefixes ? prefixes[prefix] + local.join(":") : text;
}

/** IRIs that begin so, or, where no namespace was typed, whose last part or label has it anywhere. */
function matching(iris, text, labels = {}) {
  if (text.includes(":")) return iris.filter((iri) => iri.startsWith(text));
  const wanted = text.toLowerCase();
  const has = (name) => name?.toLowerCase().includes(wanted);
  return iris.filter((iri) => has(iri.split(/[#/]/).at(-1)) || has(labels[iri]));
}

function shortened(iri, prefixes) {
  const fitting = Object.entries(prefixes).filter(
    ([, space]) => iri.startsWith(space) && /^\w[\w-]*$/.test(iri.slice(space.length)),
  );
  return fitting.length ? `${fitting[0][0]}:${iri.slice(fitting[0][1].length)}` : `<${iri}>`;
}
