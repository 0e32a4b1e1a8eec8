// Works out the trees that the parser made. Stricter than the engine: it complains where the
// engine goes on with nothing.

import { Dimension, of } from "./dimension.js";
import { parse } from "./parser.js";
import { Problem } from "./problems.js";
import { subset } from "./subset.js";

const closed = new WeakMap();
const RESOURCE = /^@[A-Za-z_]\w*$/;

/** A value of a document with all that is bound in it worked out, lists and objects throughout. */
export function bind(value, scope) {
  if (typeof value === "string") {
    return RESOURCE.test(value) ? scope.resource(value.slice(1)) : evaluate(parse(value), scope);
  }
  if (Array.isArray(value)) return value.map((each) => bind(each, scope));
  if (value === null || typeof value !== "object" || value instanceof Dimension) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, bind(each, scope)]));
}

/** Whether APL takes a value as true. */
export function truthy(value) {
  if (value instanceof Dimension) return value.unit === "auto" || value.value !== 0;
  return Boolean(value);
}

const KINDS = {
  literal: ({ value }) => value,
  template: ({ parts }, scope) => parts.map((part) => written(evaluate(part, scope))).join(""),
  length: ({ amount, unit }, scope) => of(amount, unit, scope.world.viewport),
  resource: ({ name }, scope) => scope.resource(name),
  name: ({ name }, scope) => scope.lookup(name),
  member: (node, scope) => member(evaluate(node.of, scope), evaluate(node.key, scope)),
  call: (node, scope) => call(node, scope),
  unary: (node, scope) => unary(node.operator, evaluate(node.of, scope)),
  binary: (node, scope) => binary(node, scope),
  choice: (node, scope) => evaluate(truthy(evaluate(node.test, scope)) ? node.yes : node.no, scope),
};

export function evaluate(node, scope) {
  return KINDS[node.kind](node, scope);
}

function written(value) {
  if (value === null || value === undefined) throw new Problem("nothing is written into a text");
  if (typeof value === "object" && !(value instanceof Dimension)) {
    throw new Problem("a list or an object is written into a text");
  }
  return typeof value === "number" ? String(Number(value.toFixed(6))) : String(value);
}

/** An object of the system's own, whose members are all known: asking for another is a fault. */
export function close(object, name) {
  closed.set(object, name);
  return object;
}

/** A member that is not there is null, as in the engine; what then becomes of it is checked. */
function member(of, key) {
  if (of === null || typeof of !== "object" || of instanceof Dimension) return null;
  if (Object.hasOwn(of, key)) return of[key];
  if (closed.has(of)) throw new Problem(`${closed.get(of)} has no "${key}"`);
  return null;
}

function call({ of, given }, scope) {
  const name = of.kind === "member" && of.of.kind === "name" ? `${of.of.name}.${of.key.value}` : "";
  if (!subset.functions.includes(name)) throw new Problem(`the function ${name || "called here"} is not known`);
  return Math[of.key.value](...given.map((node) => amount(evaluate(node, scope))));
}

function unary(operator, value) {
  if (operator === "!") return !truthy(value);
  const signed = operator === "-" ? -amount(value) : amount(value);
  return value instanceof Dimension ? new Dimension(signed, "dp") : signed;
}

function binary({ operator, left, right }, scope) {
  const first = evaluate(left, scope);
  if (operator === "??") return first ?? evaluate(right, scope);
  if (operator === "&&") return truthy(first) ? evaluate(right, scope) : first;
  if (operator === "||") return truthy(first) ? first : evaluate(right, scope);
  return between(operator, first, evaluate(right, scope));
}

function between(operator, first, second) {
  if (operator === "==") return same(first, second);
  if (operator === "!=") return !same(first, second);
  if (operator === "+" && (typeof first === "string" || typeof second === "string")) {
    return written(first) + written(second);
  }
  if (["<", ">", "<=", ">="].includes(operator)) return compared(operator, comparable(first), comparable(second));
  const result = calculated(operator, amount(first), amount(second));
  const lengths = [first, second].some((value) => value instanceof Dimension);
  return lengths ? new Dimension(result, "dp") : result;
}

/** Equal in kind and value: the text "1" is not the number 1. */
function same(first, second) {
  const plain = (value) => (value instanceof Dimension ? value.toString() : (value ?? null));
  return plain(first) === plain(second);
}

const comparable = (value) => (typeof value === "string" ? value : amount(value));

function compared(operator, first, second) {
  if (typeof first !== typeof second) throw new Problem(`"${first}" and "${second}" cannot be compared`);
  return { "<": first < second, ">": first > second, "<=": first <= second, ">=": first >= second }[operator];
}

function calculated(operator, first, second) {
  if ((operator === "/" || operator === "%") && second === 0) throw new Problem("something is divided by nothing");
  return {
    "+": first + second, "-": first - second, "*": first * second, "/": first / second, "%": first % second,
  }[operator];
}

function amount(value) {
  if (typeof value === "number") return value;
  if (value instanceof Dimension && value.unit === "dp") return value.value;
  throw new Problem(`${value === null ? "nothing" : `"${value}"`} is calculated with as if it were a number`);
}
