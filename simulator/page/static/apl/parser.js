// Reads texts with `${...}` in them into trees: APL's data-binding grammar, without its inline
// arrays and maps.

import { Problem } from "./problems.js";
import { Tokens } from "./tokens.js";

const KEYWORDS = { true: true, false: false, null: null };
/** Operators from the loosest binding to the tightest; all group to the left. */
const LEVELS = [["??"], ["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/", "%"]];
const known = new Map();

/** The tree of a text; each text is read once. Throws Problem where it does not follow the grammar. */
export function parse(text) {
  if (!known.has(text)) known.set(text, template(text));
  return known.get(text);
}

function template(text) {
  const parts = [];
  let at = 0;
  for (let start = text.indexOf("${"); start >= 0; start = text.indexOf("${", at)) {
    if (start > at) parts.push(literal(text.slice(at, start)));
    const tokens = new Tokens(text, start + 2);
    parts.push(expression(tokens));
    at = tokens.expect("}").end;
  }
  if (at < text.length) parts.push(literal(text.slice(at)));
  if (parts.length === 1) return parts[0];
  return parts.length ? { kind: "template", parts } : literal("");
}

const literal = (value) => ({ kind: "literal", value });

function expression(tokens) {
  const test = binary(tokens, 0);
  if (!tokens.accept("?")) return test;
  const yes = expression(tokens);
  tokens.expect(":");
  return { kind: "choice", test, yes, no: expression(tokens) };
}

function binary(tokens, level) {
  if (level === LEVELS.length) return unary(tokens);
  let left = binary(tokens, level + 1);
  for (let taken; (taken = tokens.accept(...LEVELS[level])); ) {
    left = { kind: "binary", operator: taken.text, left, right: binary(tokens, level + 1) };
  }
  return left;
}

function unary(tokens) {
  const taken = tokens.accept("+", "-", "!");
  return taken ? { kind: "unary", operator: taken.text, of: unary(tokens) } : postfix(tokens);
}

function postfix(tokens) {
  let of = factor(tokens);
  for (let taken; (taken = tokens.accept(".", "[", "(")); ) {
    if (taken.text === ".") of = { kind: "member", of, key: literal(nameAfterDot(tokens)) };
    else if (taken.text === "[") of = { kind: "member", of, key: closed(tokens, "]") };
    else of = { kind: "call", of, given: given(tokens) };
  }
  return of;
}

function closed(tokens, sign) {
  const inside = expression(tokens);
  tokens.expect(sign);
  return inside;
}

function nameAfterDot(tokens) {
  const taken = tokens.take();
  if (taken.kind !== "name") throw new Problem(`"${taken.text}" stands after a dot, where a name belongs`);
  return taken.text;
}

function given(tokens) {
  const all = [];
  if (tokens.accept(")")) return all;
  do all.push(expression(tokens));
  while (tokens.accept(","));
  tokens.expect(")");
  return all;
}

function factor(tokens) {
  if (tokens.accept("(")) return closed(tokens, ")");
  const { kind, text, unit } = tokens.take();
  if (kind === "number") return unit ? { kind: "length", amount: parseFloat(text), unit } : literal(Number(text));
  if (kind === "text") return template(text.slice(1, -1));
  if (kind === "resource") return { kind, name: text.slice(1) };
  if (kind !== "name") throw new Problem(`an expression is missing before "${text}"`);
  return Object.hasOwn(KEYWORDS, text) ? literal(KEYWORDS[text]) : { kind, name: text };
}
