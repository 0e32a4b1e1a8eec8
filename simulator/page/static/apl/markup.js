// The text of a Text: plain characters with a few tags, made into nodes, never into HTML.

import { Problem } from "./problems.js";
import { subset } from "./subset.js";

const PIECE = /<(?<close>\/?)\s*(?<tag>[A-Za-z]+)\s*(?<empty>\/?)>|&(?<entity>[A-Za-z]+);|(?<sign>[<>&])|(?<words>[^<>&]+)/g;
const CHARACTERS = { amp: "&", gt: ">", lt: "<" };

/** The nodes of a text; Problem where it holds a tag that is not known or a sign not escaped. */
export function nodes(text) {
  const top = document.createDocumentFragment();
  const open = [top];
  for (const { groups } of text.matchAll(PIECE)) piece(groups, open);
  if (open.length > 1) throw new Problem(`<${open.at(-1).localName}> is not closed`);
  return top;
}

function piece({ close, tag, empty, entity, sign, words }, open) {
  if (words) return open.at(-1).append(words);
  if (sign) throw new Problem(`"${sign}" is not escaped`);
  if (entity) return open.at(-1).append(character(entity));
  return element(tag.toLowerCase(), close, empty, open);
}

function character(entity) {
  if (!subset.text.entities.includes(entity)) throw new Problem(`&${entity}; is not known`);
  return CHARACTERS[entity];
}

function element(tag, close, empty, open) {
  if (!subset.text.tags.includes(tag)) throw new Problem(`the tag <${tag}> is not known`);
  if (tag === "br") return open.at(-1).append(document.createElement("br"));
  if (close) {
    if (open.at(-1).localName !== tag) throw new Problem(`</${tag}> closes nothing`);
    return open.pop();
  }
  if (empty) return undefined;
  const made = document.createElement(tag);
  open.at(-1).append(made);
  return open.push(made);
}
