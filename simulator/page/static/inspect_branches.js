// The talk as a tree: every step that was taken, and the way that it went from there.

import { told } from "./conversation.js";
import { copied, icon, make } from "./dom.js";
import { BEGINNING } from "./talk.js";

/** @typedef {import("./api.js").Step} Step */
/** @typedef {import("./talk.js").Talk} Talk */
/** @typedef {import("./inspector.js").Wishes} Wishes */

/** @param {Talk} talk @param {{step: number} | null} selected @param {Wishes} wishes */
export function branchesPanel(talk, selected, wishes) {
  if (!talk.steps.size) return make("p", { class: "nothing" }, "Go back to any turn and on from there: both ways are kept, and drawn here.");
  return make("div", {}, make("h3", {}, "Every way this talk went"), tree(talk, selected, wishes), keep(talk));
}

/** @param {Talk} talk @param {{step: number} | null} selected @param {Wishes} wishes */
function tree(talk, selected, wishes) {
  const path = new Set(talk.path().map((step) => step.id));
  /** Steps that follow each other stand one under the other; only a fork is indented. @param {Step} first */
  const branch = (first) => {
    const items = [item(first)];
    let next = talk.after(first.id);
    for (; next.length === 1; next = talk.after(next[0].id)) items.push(item(next[0]));
    items[items.length - 1].append(...next.map(branch));
    return make("ol", { class: path.has(first.id) ? "tree on-path" : "tree" }, items);
  };
  const item = (/** @type {Step} */ step) => make("li", { class: path.has(step.id) ? "on-path" : "off-path" },
    make("div", { class: "row" },
      make("button", { type: "button", class: "step", "aria-current": step.id === talk.head ? "step" : null, "aria-pressed": String(selected?.step === step.id), "data-focus": `step ${step.id}`, onclick: () => wishes.select(step.id) }, told(step.did)),
      step.id === talk.head ? make("span", { class: "soft" }, "here") : make("button", { type: "button", class: "quiet", "aria-label": `Go on from: ${told(step.did)}`, onclick: () => wishes.goOn(step.id) }, icon("branch"))));
  return make("div", {}, talk.after(BEGINNING).map(branch));
}

/** Save this way as a test, or copy it. @param {Talk} talk */
function keep(talk) {
  const name = /** @type {HTMLInputElement} */ (make("input", { id: "save-name", autocomplete: "off", placeholder: "a calf cramp that eases", maxlength: "80" }));
  const done = make("p", { class: "saved", role: "status" });
  const tell = (/** @type {string} */ text, wrong = false) => {
    done.textContent = text;
    done.classList.toggle("fault", wrong);
  };
  const asked = async (/** @type {() => Promise<void>} */ deed) => {
    try {
      await deed();
    } catch (fault) {
      tell(/** @type {Error} */ (fault).message, true);
    }
  };
  const form = make("form", { class: "keep" }, make("label", { for: "save-name" }, "Keep the talk up to here as a test"),
    make("div", { class: "row" }, name, make("button", { class: "primary" }, icon("save"), "Save")),
    make("p", { class: "soft" }, "It is played first, and written to tests/transcripts/ only if it passes."),
    make("button", { type: "button", class: "quiet", onclick: () => asked(async () => {
      const { transcript } = await talk.ask("transcript", { after: talk.head });
      tell((await copied(transcript)) ? "The transcript is on the clipboard." : transcript);
    }) }, icon("copy"), "Copy the transcript"), done);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    asked(async () => {
      const saved = await talk.ask("saves", { after: talk.head, name: name.value });
      tell(`Saved as tests/transcripts/${saved.name}. make test plays it from now on.`);
    });
  });
  return form;
}
