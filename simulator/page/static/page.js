"use strict";

// One conversation at a time; the server keeps it, this page only shows it.
let conversation = null;

const turns = document.getElementById("turns");
const empty = document.getElementById("empty");
const microphone = document.getElementById("microphone");
const words = document.getElementById("words");

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

async function post(address, body) {
  const reply = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await reply.json();
  if (!reply.ok) throw new Error(answer.error);
  return answer;
}

async function begin() {
  const begun = await post("talks", {
    locale: document.getElementById("locale").value,
    device: document.getElementById("device").value,
  });
  conversation = begun.id;
}

async function take(turn, said) {
  try {
    if (conversation === null) await begin();
    show(await post(`talks/${conversation}/turns`, { turn, words: said || "" }));
  } catch (fault) {
    conversation = null;
    microphone.textContent = `That did not work: ${fault.message}`;
  }
}

function part(heard) {
  if ("words" in heard) return document.createTextNode(`${heard.words} `);
  if ("pause" in heard) return element("span", "pause", `${heard.pause} s pause`);
  return element("span", "pause", `sound: ${heard.sound}`);
}

function reply(turn) {
  const shown = element("p", "reply");
  const heard = turn.reply.filter((one) => !("pause" in one) || one.pause >= 0.5);
  heard.forEach((one) => shown.append(part(one), " "));
  if (!heard.length) shown.textContent = "(nothing is said)";
  return shown;
}

function details(title, value) {
  const made = element("details");
  made.append(element("summary", "", title), element("pre", "", JSON.stringify(value, null, 2)));
  return made;
}

function heard(turn) {
  const slots = Object.entries(turn.heard.slots).map(([name, id]) => ` ${name}=${id ?? "?"}`);
  const text = `Heard ${turn.heard.intent}${slots.join("")}, score ${turn.heard.score}: ${turn.heard.why}`;
  return element("p", "heard", text);
}

function show(turn) {
  const item = element("li");
  item.append(element("p", "said", turn.did));
  if (turn.heard) item.append(heard(turn));
  item.append(reply(turn));
  turn.faults.forEach((one) => item.append(element("p", "fault", `Alexa refuses this: ${one}`)));
  turn.doubts.forEach((one) => item.append(element("p", "doubt", `Certification refuses this: ${one}`)));
  if (turn.acts) item.append(element("p", "heard", `Acts: ${turn.acts.join(", ") || "none"}`));
  if (turn.request) item.append(details("Request JSON", turn.request));
  if (turn.response) item.append(details("Response JSON", turn.response));
  empty.hidden = true;
  turns.append(item);
  item.scrollIntoView({ block: "nearest" });
  const session = turn.session ? "The session is open." : "The session is over.";
  microphone.textContent = `Microphone ${turn.microphone}. ${session}`;
}

document.getElementById("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const said = words.value;
  words.value = "";
  words.focus();
  take("say", said);
});

document.querySelectorAll("[data-turn]").forEach((button) => {
  button.addEventListener("click", () => take(button.dataset.turn));
});

document.getElementById("begin").addEventListener("submit", (event) => {
  event.preventDefault();
  conversation = null;
  turns.replaceChildren();
  empty.hidden = false;
  microphone.textContent = "Microphone closed. What you say opens the skill.";
  words.focus();
});
