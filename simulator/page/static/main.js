// Puts the bench together: what is on the page, and what each part of it asks for.

import { Bench } from "./bench.js";
import { Conversation } from "./conversation.js";
import { Device } from "./device/device.js";
import { byId, icon, make } from "./dom.js";
import { Inspector } from "./inspector.js";
import { canListen, Listener } from "./listener.js";
import { Player } from "./player.js";
import { remember, settings } from "./settings.js";
import { listenForKeys } from "./shortcuts.js";
import { StateMap } from "./state_map.js";
import { phaseAfter, Talk } from "./talk.js";
import { Voice } from "./voice.js";

const words = /** @type {HTMLInputElement} */ (byId("words"));
const locale = /** @type {HTMLSelectElement} */ (byId("locale"));
const device = /** @type {HTMLSelectElement} */ (byId("device"));
const pace = /** @type {HTMLSelectElement} */ (byId("pace"));
const desk = byId("bench");

/** The turn that the inspector shows. @type {{step: number, turn: number} | null} */
let selected = null;

const picture = await (await fetch("static/states.json")).json();
const talk = new Talk(() => ({ locale: locale.value, device: device.value }));
const voice = new Voice();
const player = new Player(voice, { muted: () => settings.muted, locale: () => locale.value });
const echo = new Device(byId("stage"), { onTouch: (/** @type {any} */ touched) => bench.take({ touch: touched }) });
const map = new StateMap(byId("map"), byId("map-told"), picture);
const conversation = new Conversation(byId("turns"), { select: look, goOn });
const inspector = new Inspector(talk, { goOn, select: (step) => look(step, 0), send: (after, request) => bench.send(after, request) });
const bench = new Bench({ talk, conversation, device: echo, player, look, tell, fail });
const listener = new Listener({
  hearing: (heard) => (words.value = heard),
  heard: (heard) => say(heard),
  failed: (why) => fail(why),
  listening: (listens) => {
    bench.listen(listens);
    earButton();
  },
});

/** Look at a turn. @param {number} step @param {number} turn */
function look(step, turn) {
  selected = talk.steps.has(step) ? { step, turn } : null;
  draw();
  if (step === talk.head) conversation.follow();
}

/** Go on from a step. @param {number} step */
function goOn(step) {
  bench.goOn(step);
  const last = talk.last;
  look(step, last ? Math.max(0, last.turns.length - 1) : 0);
  words.focus();
}

/** Say words, or stop listening to what is said. @param {string} said */
function say(said) {
  words.value = "";
  bench.clock.hold("typing", false);
  if (said.trim()) bench.take({ do: said });
}

/** Tell a screen reader what is heard. @param {string} text */
function tell(text) {
  byId("said").append(make("span", {}, text));
}

/** Tell what is wrong. @param {string} text */
function fail(text) {
  byId("fault").textContent = text;
}

/** Draw everything that follows from the talk. */
function draw() {
  hint();
  desk.toggleAttribute("data-empty", !talk.steps.size);
  conversation.show(talk, selected);
  inspector.show(selected);
  map.show(talk.path().map((step) => phaseAfter(step, picture)).filter(Boolean));
  byId("begin").classList.toggle("begun", talk.steps.size > 0);
}

/** Begin anew. */
function afresh() {
  bench.goOn(0);
  talk.forget();
  bench.clock.hold("back", false);
  selected = null;
  byId("said").replaceChildren();
  fail("");
  draw();
  bench.restore();
  words.focus();
}

/** The device as it was picked. */
function pickDevice() {
  const option = device.selectedOptions[0];
  const { width, height, shape, dpi, mode } = option.dataset;
  echo.model(device.value, { width: Number(width), height: Number(height), shape, dpi: Number(dpi), mode });
  byId("device-name").textContent = Number(width) ? `${option.text} · ${width} × ${height}` : `${option.text} · no screen`;
}

/** The same talk on what was picked. */
async function elsewhere() {
  remember("device", device.value);
  remember("locale", locale.value);
  fail("");
  try {
    bench.goOn(talk.head);
    await talk.elsewhere();
  } catch (fault) {
    fail(/** @type {Error} */ (fault).message);
  }
  pickDevice();
  muteButton();
  const last = talk.last;
  look(talk.head, last ? Math.max(0, last.turns.length - 1) : 0);
  bench.restore();
}

/** Show one part of the bench, where there is room for one. @param {string} place */
function goTo(place) {
  desk.dataset.place = place;
  for (const button of document.querySelectorAll(".places button")) {
    button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.place === place));
  }
}

function muteButton() {
  const button = byId("mute");
  const speaks = voice.speaks(locale.value);
  button.setAttribute("aria-pressed", String(settings.muted));
  button.disabled = !speaks;
  button.title = speaks ? "" : "This browser has no voice of its own for this locale; replies are shown in their time";
  button.replaceChildren(icon(settings.muted || !speaks ? "muted" : "speaker"), speaks ? (settings.muted ? "Voice off" : "Voice on") : "No voice here");
}

function mute() {
  if (byId("mute").disabled) return;
  remember("muted", !settings.muted);
  player.changeVoice();
  muteButton();
}

function earButton() {
  const button = byId("listen");
  button.replaceChildren(icon(listener.listening ? "stop" : "microphone"));
  button.setAttribute("aria-pressed", String(listener.listening));
  button.disabled = !canListen();
}

/** Listen, or take what was heard so far. */
function listen() {
  if (!canListen()) return;
  fail("");
  if (listener.listening) listener.stop();
  else listener.start(locale.value);
  remember("spoke", true);
}

const THEMES = ["auto", "light", "dark"];
const THEME_ICONS = { auto: "auto", light: "sun", dark: "moon" };

function showTheme() {
  const theme = /** @type {keyof typeof THEME_ICONS} */ (settings.theme);
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  byId("theme").replaceChildren(icon(THEME_ICONS[theme]), theme[0].toUpperCase() + theme.slice(1));
  byId("theme").setAttribute("aria-label", `Colors: ${theme}`);
}

/** Somebody who types has all the time there is. */
function typing() {
  const where = document.activeElement;
  const elsewhere = where !== words && where instanceof HTMLElement && where.matches("input:not([type=checkbox]), textarea");
  bench.clock.hold("typing", words.value !== "" || elsewhere);
}

function pause() {
  bench.clock.hold("person", !bench.clock.held("person"));
}

const forward = () => bench.take({ do: `(silence ${byId("forward-by").value})` });
const back = () => talk.last && goOn(talk.last.parent);

function wire() {
  byId("say").addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    say(words.value);
  });
  for (const chip of document.querySelectorAll("[data-say]")) chip.addEventListener("click", () => say(/** @type {HTMLElement} */ (chip).dataset.say ?? ""));
  for (const deed of document.querySelectorAll("[data-do]")) deed.addEventListener("click", () => bench.take({ do: /** @type {HTMLElement} */ (deed).dataset.do }));
  for (const place of document.querySelectorAll(".places button")) place.addEventListener("click", () => goTo(/** @type {HTMLElement} */ (place).dataset.place ?? "talk"));
  const presses = /** @type {[string, () => void][]} */ ([
    ["new", afresh], ["mute", mute], ["listen", listen], ["pause", pause], ["forward", forward],
    ["silence", () => bench.take({ do: "(silence)" })], ["skip-hold", () => bench.skip()], ["break-in", () => bench.breakIn()],
  ]);
  for (const [id, press] of presses) byId(id).addEventListener("click", press);
  byId("theme").addEventListener("click", () => {
    remember("theme", THEMES[(THEMES.indexOf(settings.theme) + 1) % THEMES.length]);
    showTheme();
  });
  pace.addEventListener("change", () => {
    remember("pace", pace.value);
    bench.changePace();
  });
  device.addEventListener("change", elsewhere);
  locale.addEventListener("change", elsewhere);
  byId("settings-button").addEventListener("click", () => {
    const open = byId("settings").classList.toggle("open");
    byId("settings-button").setAttribute("aria-expanded", String(open));
  });
  for (const kind of ["input", "focusin", "focusout"]) document.addEventListener(kind, () => setTimeout(typing));
  byId("keys-dialog").addEventListener("close", () => words.focus());
  voice.onchange = muteButton;
}

function pickRemembered() {
  pace.value = settings.pace;
  for (const [select, kept] of /** @type {[HTMLSelectElement, string][]} */ ([[device, settings.device], [locale, settings.locale]])) {
    if ([...select.options].some((option) => option.value === kept)) select.value = kept;
  }
}

function hint() {
  const listens = "To speak, press the microphone. Some browsers, Chrome among them, send speech to their maker's cloud; what you type stays on this machine.";
  const briefly = "Some browsers send speech to their maker's cloud.";
  const begun = talk.steps.size > 0;
  byId("hint").textContent = canListen() ? (begun ? briefly : listens) : "This browser cannot listen, so type. What you type stays on this machine.";
  byId("hint").hidden = begun && (!canListen() || settings.spoke);
}

listenForKeys([
  { key: "/", shown: "/", meaning: "type what you say", do: () => (goTo("talk"), words.focus()) },
  { key: "l", shown: "l", meaning: "speak, or end speaking", do: listen },
  { key: "Escape", shown: "Esc", meaning: "skip the hold, then the rest of the reply", do: () => (listener.listening ? listener.stop() : bench.skip()), always: true },
  { key: "x", shown: "x", meaning: "break into the reply", do: () => bench.breakIn() },
  { key: "o", shown: "o", meaning: "open Cramp Coach", do: () => bench.take({ do: "(open)" }) },
  { key: "s", shown: "s", meaning: "stay silent until the device does something", do: () => talk.place?.session && bench.take({ do: "(silence)" }) },
  { key: "f", shown: "f", meaning: "fast-forward", do: forward },
  { key: "p", shown: "p", meaning: "pause the clock, or let it run", do: pause },
  { key: "m", shown: "m", meaning: "voice off, or on", do: mute },
  { key: "b", shown: "b", meaning: "go back one turn; the other way is kept", do: back },
  { key: "n", shown: "n", meaning: "new talk", do: afresh },
  { key: "i", shown: "i", meaning: "look behind the turn", do: () => (goTo("inspector"), byId("tabs").querySelector("[aria-selected=true]").focus()) },
]);
wire();
pickRemembered();
pickDevice();
showTheme();
muteButton();
earButton();
draw();
bench.restore();
desk.dataset.ready = "yes";
