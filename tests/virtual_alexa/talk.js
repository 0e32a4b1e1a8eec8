// Talks with a skill as virtual-alexa does: node talk.js URL MODEL, what is said a line on stdin.
// Prints one JSON object a line: the request's intent and slots, and what came back.
"use strict";

const { readFileSync } = require("node:fs");
const { VirtualAlexa } = require("virtual-alexa");

const [url, model] = process.argv.slice(2);
const alexa = VirtualAlexa.Builder().skillURL(url).interactionModelFile(model).create();

let request;
alexa.filter((sent) => {
  request = sent.request;
});

function told(said, answer) {
  const { intent } = request;
  const ids = Object.values(intent?.slots ?? {}).map((slot) => [slot.name, idOf(slot)]);
  return {
    said,
    intent: intent ? intent.name : request.type,
    slots: Object.fromEntries(ids.filter(([, id]) => id)),
    speech: answer.prompt(),
    reprompt: answer.reprompt() ?? "",
    ended: answer.response.shouldEndSession,
  };
}

function idOf(slot) {
  return slot.resolutions?.resolutionsPerAuthority[0].values?.[0].value.id;
}

async function talk() {
  for (const said of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
    console.log(JSON.stringify(told(said, await alexa.utter(said))));
  }
}

talk().catch((fault) => {
  console.error(fault);
  process.exit(1);
});
