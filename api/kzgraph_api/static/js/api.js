// The calls of the service to be tried out. The list that the page has without script makes room.

const place = document.getElementById("swagger");
const list = document.getElementById("calls");

/** A description that Swagger UI can show: what it cannot is left out of the copy. */
function shown(description) {
  // Its resolver of OpenAPI 3.1 stops the page for seconds; what we use of 3.1 reads the same in 3.0.
  description.openapi = "3.0.4";
  for (const item of Object.values(description.paths)) {
    for (const operation of Object.values(item)) {
      // Examples would be sent along as values of parameters that nobody asked for.
      for (const parameter of operation?.parameters ?? []) if (!parameter.required) withoutExamples(parameter);
    }
  }
  return description;
}

function withoutExamples(parameter) {
  for (const part of [parameter, parameter.schema ?? {}]) {
    delete part.example;
    delete part.examples;
  }
}

/** Swagger UI has colours for the dark, which a class of the page turns on. */
function follow(dark) {
  document.documentElement.classList.toggle("dark-mode", dark.matches);
}

async function start() {
  const answer = await fetch(place.dataset.description);
  if (!answer.ok) throw new Error(`${place.dataset.description}: ${answer.status}`);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  follow(dark);
  dark.addEventListener("change", follow);
  place.hidden = false;
  SwaggerUIBundle({
    spec: shown(await answer.json()),
    domNode: place,
    docExpansion: "none",
    defaultModelsExpandDepth: -1,
    deepLinking: true,
    validatorUrl: null,
    syntaxHighlight: { activated: false },
    onComplete: () => { list.hidden = true; },
  });
}

start().catch(() => {
  place.hidden = true;
  document.getElementById("unread").hidden = false;
});
