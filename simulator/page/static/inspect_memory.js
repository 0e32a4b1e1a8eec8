// What the session remembers after a turn, and what of it is new.

import { make } from "./dom.js";
import { changes, jsonView } from "./json_view.js";

/** @typedef {import("./api.js").Step} Step */
/** @typedef {import("./talk.js").Talk} Talk */

/** @param {Talk} talk @param {Step} step */
export function memoryPanel(talk, step) {
  const before = talk.steps.get(step.parent)?.place.attributes ?? {};
  const now = step.place.attributes;
  const changed = changes(before, now).filter(({ path }) => path);
  return make("div", {},
    make("h3", {}, "Changed in this turn"),
    changed.length ? make("ul", { class: "changes" }, changed.map(change)) : make("p", { class: "soft" }, "nothing"),
    step.place.session ? null : make("p", { class: "soft" }, "No session is open, so nothing is remembered."),
    Object.keys(now).length ? jsonView(now, "Session attributes") : null);
}

/** @param {{path: string, was?: any, is?: any}} change */
function change({ path, was, is }) {
  const kind = was === undefined ? "new" : is === undefined ? "gone" : "other";
  return make("li", { class: kind }, make("code", {}, path),
    make("span", { class: "visually-hidden" }, `, ${kind}: `),
    was === undefined ? null : make("del", {}, JSON.stringify(was)),
    was !== undefined && is !== undefined ? " → " : null,
    is === undefined ? null : make("ins", {}, JSON.stringify(is)));
}
