// The bench by keyboard. Letters work only where nothing is typed, and can be switched off.

import { byId, make } from "./dom.js";
import { remember, settings } from "./settings.js";

/**
 * @typedef {{key: string, shown: string, meaning: string, do: () => void, always?: boolean}} Shortcut
 */

/** @param {Shortcut[]} shortcuts */
export function listenForKeys(shortcuts) {
  const dialog = byId("keys-dialog");
  const on = byId("keys-on");
  const open = () => dialog.open || dialog.showModal();
  const all = [...shortcuts, { key: "?", shown: "?", meaning: "this list", do: open }];
  byId("keys-list").append(...all.map((one) => make("div", {}, make("dt", {}, make("kbd", {}, one.shown)), make("dd", {}, one.meaning))));
  byId("keys").addEventListener("click", open);
  on.checked = settings.shortcuts;
  on.addEventListener("change", () => remember("shortcuts", on.checked));
  document.addEventListener("keydown", (event) => pressed(event, all));
}

/** @param {KeyboardEvent} event @param {Shortcut[]} all */
function pressed(event, all) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("keys-dialog").open) return;
  const found = all.find((one) => one.key === event.key);
  if (!found || !(found.always || (settings.shortcuts && !typing(event.target)))) return;
  event.preventDefault();
  found.do();
}

/** @param {EventTarget | null} where */
function typing(where) {
  return where instanceof Element && where.matches("input, textarea, select");
}
