// A turn: what it was taken for and why, what was decided, and what Alexa thinks of the answer.

import { told } from "./conversation.js";
import { make, minutes } from "./dom.js";

/** @typedef {import("./api.js").Step} Step */
/** @typedef {import("./api.js").Turn} Turn */
/** @typedef {import("./api.js").Reasons} Reasons */
/** @typedef {import("./talk.js").Talk} Talk */

/** @param {Talk} talk @param {Step} step @param {Turn} turn */
export function turnPanel(talk, step, turn) {
  return make("div", {},
    make("h3", { class: "quote" }, told(turn.did)),
    ...step.lead.map((did) => make("p", { class: "lead" }, `${told(did)}, before that`)),
    turn.faults.map((one) => make("p", { class: "refused" }, `Alexa refuses this: ${one}`)),
    turn.doubts.map((one) => make("p", { class: "doubted" }, `Certification would refuse this: ${one}`)),
    turn.heard && takenFor(talk, turn.heard.utterance),
    turn.acts && section("Decided", turn.acts.length ? make("p", { class: "acts" }, turn.acts.map((act) => make("code", {}, act))) : "nothing"),
    section("Facts", facts(step, turn)),
    other(talk));
}

/** @param {string} title @param {...any} content */
function section(title, ...content) {
  return make("section", {}, make("h4", {}, title), ...content);
}

/** @param {Step} step @param {Turn} turn */
function facts(step, turn) {
  const rows = /** @type {[string, string | null][]} */ ([
    ["Clock", minutes(step.place.clock)],
    ["Spoke", turn.seconds ? `${turn.seconds.toFixed(0)} s` : "nothing"],
    ["Microphone", turn.microphone],
    ["Session", turn.ended ? `over, ${turn.ended}` : turn.session ? "open" : "none"],
    ["Answered", turn.status ? `${turn.status} in ${turn.milliseconds} ms` : null],
  ]);
  return make("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
}

/** Why words mean what they do; it comes when the server has told. @param {Talk} talk @param {string} words */
function takenFor(talk, words) {
  const place = section("Taken for", make("p", { class: "soft" }, "…"));
  talk.ask("reasons", { words }).then(
    (/** @type {Reasons} */ reasons) => place.replaceChildren(make("h4", {}, "Taken for"), ...why(reasons)),
    (/** @type {Error} */ fault) => place.append(make("p", { class: "fault" }, fault.message)),
  );
  return place;
}

/** @param {Reasons & {slots?: Record<string, string | null>}} reasons */
function why(reasons) {
  const slots = Object.entries(reasons.slots ?? {}).map(([name, id]) => make("span", { class: "slot" }, `${name} ${id ?? "?"}`));
  return [
    make("p", { class: "meaning" }, make("strong", {}, reasons.intent), slots),
    make("p", { class: "soft" }, reasons.exact ? "Exactly: " : "Because: ", reasons.why || "a guess"),
    make("h5", {}, "Guesses, by what was learned"),
    bars(reasons.guesses.map((one) => ({ label: one.intent, share: one.score }))),
    make("h5", {}, "Samples most like it"),
    bars(reasons.nearest.map((one) => ({ label: one.sample, more: one.intent, share: one.likeness }))),
  ];
}

/** @param {{label: string, more?: string, share: number}[]} rows */
function bars(rows) {
  return make("ul", { class: "bars" }, rows.map(({ label, more, share }) => {
    const bar = make("span", { class: "bar-fill" });
    bar.style.setProperty("--share", String(Math.max(0, Math.min(1, share))));
    return make("li", {}, make("span", { class: "bar-label" }, label, more && make("small", {}, more)), make("span", { class: "bar-number" }, share.toFixed(2)), bar);
  }));
}

/** Ask what other words would be taken for. @param {Talk} talk */
function other(talk) {
  const input = make("input", { id: "why-words", autocomplete: "off", placeholder: "it's still killing me" });
  const told = make("div", { class: "why-told" });
  const form = make("form", { class: "why" }, make("label", { for: "why-words" }, "What would other words be taken for?"), make("div", { class: "row" }, input, make("button", { class: "plain" }, "Ask")), told);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = /** @type {HTMLInputElement} */ (input).value.trim();
    if (!words) return;
    try {
      told.replaceChildren(...why(await talk.ask("reasons", { words })));
    } catch (fault) {
      told.replaceChildren(make("p", { class: "fault" }, String(/** @type {Error} */ (fault).message)));
    }
  });
  return form;
}
