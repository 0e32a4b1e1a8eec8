// Small helpers for making and finding elements. Styles are set through CSSOM only: the page's
// content security policy allows no inline ones.

/**
 * @typedef {Node | string | null | undefined | false} Child
 */

/**
 * An element; `on…` properties are listeners, `class` and the rest attributes.
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function make(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...present(children));
  return made;
}

/**
 * An icon of `icons.svg`; it says nothing to a screen reader.
 * @param {string} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const made = svg("svg", { class: "icon", "aria-hidden": "true", viewBox: "0 0 24 24" });
  made.append(svg("use", { href: `static/icons.svg#${name}` }));
  return made;
}

/**
 * @param {string} tag
 * @param {Record<string, any>} attributes
 * @param {...(Child | Child[])} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...present(children));
  return made;
}

/**
 * The element of that id, which the page has.
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/** @param {(Child | Child[])[]} children @returns {(Node | string)[]} */
function present(children) {
  return /** @type {(Node | string)[]} */ (
    children.flat().filter((child) => child !== null && child !== undefined && child !== false)
  );
}

/**
 * Put text on the clipboard; false where the browser does not let us.
 * @param {string} text
 */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A button that copies what `text` gives, and says so on itself.
 * @param {string} label
 * @param {() => string | Promise<string>} text
 */
export function copyButton(label, text) {
  const button = make("button", { type: "button", class: "quiet" }, icon("copy"), label);
  button.addEventListener("click", async () => {
    const done = await copied(await text());
    button.replaceChildren(icon(done ? "tick" : "copy"), done ? "Copied" : "Not allowed");
    setTimeout(() => button.replaceChildren(icon("copy"), label), 1600);
  });
  return button;
}

/**
 * Minutes and seconds, as 1:05.
 * @param {number} seconds
 */
export function minutes(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
