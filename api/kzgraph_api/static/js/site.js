// What every page gains by script: reasons opened in place, and suggestions by the arrow keys.
// Without it each link leads to a page that says the same.

/** Show the page that a "Why?" leads to below the statement, or close it again. */
async function disclose(link) {
  const open = link.getAttribute("aria-expanded") === "true";
  const place = link.closest("dd, li, td, p") ?? link.parentElement;
  if (open) {
    place.querySelector(":scope > .disclosed")?.remove();
    link.setAttribute("aria-expanded", "false");
    return;
  }
  const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) {
    window.location.assign(link.href);
    return;
  }
  const other = new DOMParser().parseFromString(await answer.text(), "text/html");
  const shown = document.createElement("div");
  shown.className = "disclosed";
  shown.append(...other.querySelectorAll("#why > .backing, #why > .claims, #why > section"));
  // The same reasons may be open at several places of a page, and ids must be unique on it.
  shown.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
  place.append(shown);
  link.setAttribute("aria-expanded", "true");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.why");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  disclose(link).catch(() => window.location.assign(link.href));
});

/** Make a search field a combobox: arrows choose, Enter follows, Escape closes. */
function combine(field, list) {
  const options = () => [...list.querySelectorAll('[role="option"]')];
  const close = () => { list.replaceChildren(); field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
  const choose = (step) => {
    const all = options();
    if (!all.length) return;
    const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = (at + step + all.length + (at < 0 && step < 0 ? 1 : 0)) % all.length;
    all.forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
    field.setAttribute("aria-activedescendant", all[next].id);
    all[next].scrollIntoView({ block: "nearest" });
  };
  new MutationObserver(() => field.setAttribute("aria-expanded", String(options().length > 0))).observe(list, { childList: true });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!options().length) field.dispatchEvent(new Event("reopen"));
      choose(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      const chosen = options().find((option) => option.getAttribute("aria-selected") === "true");
      if (chosen) { event.preventDefault(); chosen.click(); }
    } else if (event.key === "Escape" && options().length) {
      event.preventDefault();  // what was typed stays; pressed again it goes, as in any search field
      close();
    }
  });
  document.addEventListener("click", (event) => { if (!field.form.contains(event.target)) close(); });
}

for (const field of document.querySelectorAll('input[role="combobox"]')) combine(field, document.getElementById(field.getAttribute("aria-controls")));
