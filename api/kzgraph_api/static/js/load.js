// Scripts and style sheets that a page needs only when something is drawn.

const begun = new Map();

/** Load files one after another, each once; what a later one needs stands before it. */
export async function load(addresses) {
  for (const address of addresses) {
    if (!begun.has(address)) begun.set(address, one(address));
    await begun.get(address);
  }
}

function one(address) {
  const isStyle = address.split("?")[0].endsWith(".css");
  const element = document.createElement(isStyle ? "link" : "script");
  if (isStyle) Object.assign(element, { rel: "stylesheet", href: address });
  else element.src = address;
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => { begun.delete(address); element.remove(); reject(new Error(address)); });
    document.head.append(element);
  });
}
