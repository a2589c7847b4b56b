// A map of the world by states, without tiles and without any other host. Leaflet (L) and topojson
// are globals of deferred scripts that the page loads before.

const ANTARCTICA = "010";

/**
 * Draw a map into an element, and return it.
 *
 * `options.countries` is the address of the outlines, by ISO 3166-1 number; `options.states` has
 * `{code, name, content}` for each state to be shaded, `options.points` has `{lat, lng, name, content}`;
 * `content()` returns the element that a click shows.
 */
export async function worldMap(element, options) {
  const answer = await fetch(options.countries);
  if (!answer.ok) throw new Error(`${options.countries}: ${answer.status}`);
  const world = await answer.json();
  element.hidden = false;
  const map = L.map(element, {
    center: [35, 30], zoom: 1.5, attributionControl: false, minZoom: 1, maxZoom: 6, zoomSnap: 0.25, worldCopyJump: false,
    maxBounds: [[-75, -200], [85, 220]], maxBoundsViscosity: 1,
    zoomAnimation: !calm(), fadeAnimation: !calm(), inertia: !calm(),
  });
  const told = new Map((options.states ?? []).map((state) => [state.code, state]));
  const countries = topojson.feature(world, world.objects.countries).features.filter(({ id }) => id !== ANTARCTICA);
  const drawn = L.featureGroup();
  // Those that are told come last, so that their outlines are whole.
  outlines(countries.filter(({ id }) => !told.has(id)), { className: "land", interactive: false }).addTo(map);
  for (const country of countries.filter(({ id }) => told.has(id))) {
    tell(outlines([country], { className: "land told" }).getLayers()[0], told.get(country.id), drawn).addTo(map);
  }
  for (const point of options.points ?? []) {
    tell(L.circleMarker([point.lat, point.lng], { radius: 6, className: "spot" }), point, drawn).addTo(map);
  }
  element.addEventListener("keydown", (event) => { if (event.key === "Escape") map.closePopup(); });
  fit(map, drawn);
  drawn.eachLayer(reachable);
  return map;
}

function outlines(countries, style) {
  return L.geoJSON(countries.map(unbroken), { ...style, style });
}

/** Let what crosses the 180th meridian go on beyond it; else lines would run back round the world. */
function unbroken(country) {
  const { type, coordinates } = country.geometry;
  const rings = (polygon) => polygon.map(unbrokenRing);
  const geometry = { type, coordinates: type === "Polygon" ? rings(coordinates) : coordinates.map(rings) };
  return { ...country, geometry };
}

function unbrokenRing(ring) {
  let before = ring[0][0];
  return ring.map(([lng, lat]) => {
    before = lng - 360 * Math.round((lng - before) / 360);
    return [before, lat];
  });
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function tell(layer, thing, drawn) {
  layer.bindTooltip(text(thing.name), { sticky: true });
  if (thing.content) layer.bindPopup(thing.content, { maxWidth: 320 });
  layer.options.alt = thing.name;
  return layer.addTo(drawn);
}

/** As an element, since Leaflet takes a string for markup. */
function text(words) {
  const element = document.createElement("bdi");
  element.textContent = words;
  return element;
}

/** Show all that is told, but never nearer than a reader needs to see which part of the world it is. */
function fit(map, drawn) {
  const bounds = drawn.getBounds();
  if (bounds.isValid()) map.fitBounds(bounds, { padding: [20, 20], maxZoom: 2.75, animate: false });
}

/** Let the keyboard reach an outline: Tab goes there, Enter opens what a click opens, Escape goes back. */
function reachable(layer) {
  const outline = layer.getElement?.();
  if (!outline) return;
  outline.setAttribute("tabindex", "0");
  outline.setAttribute("role", "button");
  outline.setAttribute("aria-label", layer.options.alt);
  outline.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    layer.openPopup();
    layer.once("popupclose", () => outline.focus());
    const links = layer.getPopup()?.getElement()?.querySelectorAll(".leaflet-popup-content a");
    links?.[0]?.focus();
  });
}
