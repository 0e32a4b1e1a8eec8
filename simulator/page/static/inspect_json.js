// A turn's request and response, and the request to be edited and sent again.

import { icon, make } from "./dom.js";
import { jsonView } from "./json_view.js";

/** @typedef {import("./api.js").Step} Step */
/** @typedef {import("./api.js").Turn} Turn */
/** @typedef {import("./inspector.js").Wishes} Wishes */

/** @param {Step} step @param {Turn} turn @param {Wishes} wishes */
export function jsonPanel(step, turn, wishes) {
  if (!turn.request) return make("p", { class: "nothing" }, "The device did this by itself; nothing was sent to the skill.");
  const edit = make("button", { type: "button", class: "plain" }, icon("edit"), "Edit and send again");
  const place = make("div", { class: "editing" }, edit);
  edit.addEventListener("click", () => place.replaceChildren(editor(step, turn, wishes, () => {
    place.replaceChildren(edit);
    edit.focus();
  })));
  return make("div", {}, jsonView(turn.request, "Request"), place, jsonView(turn.response, "Response"));
}

/** @param {Step} step @param {Turn} turn @param {Wishes} wishes @param {() => void} close */
function editor(step, turn, wishes, close) {
  const text = /** @type {HTMLTextAreaElement} */ (make("textarea", { id: "edited", rows: 22, spellcheck: "false", "aria-describedby": "edited-fault" }));
  text.value = JSON.stringify(turn.request, null, 2);
  const fault = make("p", { class: "fault", id: "edited-fault", role: "alert" });
  const form = make("form", {}, make("label", { for: "edited" }, "Request, sent as it stands, as a branch from the turn before"), text, fault,
    make("div", { class: "row" }, make("button", { class: "primary" }, "Send"), make("button", { type: "button", class: "plain", onclick: close }, "Cancel")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    fault.textContent = "";
    try {
      await wishes.send(step.parent, JSON.parse(text.value));
    } catch (wrong) {
      fault.textContent = /** @type {Error} */ (wrong).message;
    }
  });
  setTimeout(() => {
    text.focus();
    text.setSelectionRange(0, 0);
    text.scrollTop = 0;
  });
  return form;
}
