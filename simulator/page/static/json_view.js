// JSON to look at: folded where it is deep, all of it to be copied.

import { copyButton, make } from "./dom.js";

/** Levels that stand open at first. */
const OPEN = 2;
/** Characters; a shorter list or object stands in one line. */
const SHORT = 48;

/**
 * A value, folded; with buttons to copy it and to unfold everything.
 * @param {any} value
 * @param {string} name
 */
export function jsonView(value, name) {
  const shown = make("div", { class: "json" }, node(null, value, 0));
  const all = make("button", { type: "button", class: "quiet" }, "Unfold all");
  all.addEventListener("click", () => {
    const open = all.textContent === "Unfold all";
    shown.querySelectorAll("details").forEach((one) => (one.open = open));
    all.textContent = open ? "Fold" : "Unfold all";
  });
  const size = new Blob([JSON.stringify(value)]).size;
  const head = make("p", { class: "json-head" }, make("span", {}, `${name} · ${sized(size)}`), all, copyButton("Copy", () => JSON.stringify(value, null, 2)));
  return make("div", { class: "json-view" }, head, shown);
}

/** @param {number} bytes */
function sized(bytes) {
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`;
}

/** @param {string | null} key @param {any} value @param {number} depth @returns {HTMLElement} */
function node(key, value, depth) {
  const name = key === null ? null : make("span", { class: "key" }, key);
  if (value === null || typeof value !== "object") return make("div", { class: "line" }, name, leaf(value));
  const entries = Array.isArray(value) ? value.map((one, index) => [String(index), one]) : Object.entries(value);
  const whole = JSON.stringify(value);
  if (!entries.length || (whole.length < SHORT && depth > 1)) return make("div", { class: "line" }, name, make("span", { class: "short" }, whole));
  const count = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`;
  return make("details", { open: depth < OPEN }, make("summary", {}, name ?? "all", make("span", { class: "count" }, count)),
    make("div", { class: "inner" }, entries.map(([inner, one]) => node(inner, one, depth + 1))));
}

/** @param {any} value */
function leaf(value) {
  const kind = value === null ? "null" : typeof value;
  return make("span", { class: `leaf ${kind}` }, kind === "string" ? value : String(value));
}

/**
 * What changed from one value to another, by dotted path.
 * @param {any} before
 * @param {any} now
 * @returns {{path: string, was?: any, is?: any}[]}
 */
export function changes(before, now) {
  const [old, fresh] = [flat(before), flat(now)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])];
  return paths
    .filter((path) => JSON.stringify(old.get(path)) !== JSON.stringify(fresh.get(path)))
    .map((path) => ({ path, was: old.get(path), is: fresh.get(path) }));
}

/** @param {any} value @param {string} [path] @param {Map<string, any>} [found] */
function flat(value, path = "", found = new Map()) {
  const inside = value !== null && typeof value === "object" && !Array.isArray(value);
  if (!inside) found.set(path, value);
  else for (const [key, one] of Object.entries(value)) flat(one, path ? `${path}.${key}` : key, found);
  return found;
}
