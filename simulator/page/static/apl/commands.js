// The commands of a document. Each starts at a moment and gives the moment at which it ends.

import { bind, truthy } from "./evaluate.js";
import { between } from "./transform.js";
import { command, subset } from "./subset.js";
import { convert } from "./convert.js";
import { easing } from "./easing.js";
import { Problem } from "./problems.js";
import { Run, STOPPED } from "./run.js";

const FRAME = 1000 / 60;
/** Milliseconds between two pictures for those who asked for less motion. */
const STILL = 1000;

/** Runs commands on a screen, one run at a time: what is begun ends what was under way. */
export class Commands {
  #screen;
  #run;

  constructor(screen) {
    this.#screen = screen;
  }

  /** Begins them; resolves when they have ended, were stopped, or were finished. */
  async start(commands, scope, at) {
    this.stop();
    const run = new Run();
    this.#run = run;
    try {
      await sequence(commands, performance.now(), { run, scope, at, screen: this.#screen });
    } catch (end) {
      if (end !== STOPPED) throw end;
    }
  }

  finish() {
    this.#run?.finish();
  }

  stop() {
    this.#run?.stop();
  }
}

async function sequence(commands, start, within) {
  let moment = start;
  for (const [index, each] of commands.entries()) {
    moment = await one(each, moment, { ...within, at: `${within.at}[${index}]` });
  }
  return moment;
}

async function one(raw, start, within) {
  const { scope, at, screen, run } = within;
  const { problems } = screen;
  const wanted = problems.attempt(`${at}.when`, () => truthy(bind(raw.when ?? true, scope)), false);
  const values = wanted && problems.attempt(at, () => read(raw, scope, screen.world));
  if (!values) return start;
  await run.until(start + (values.delay ?? 0));
  const from = start + (values.delay ?? 0);
  const result = problems.attempt(at, () => DO[raw.type](values, from, within), from);
  return result instanceof Promise ? told(result, from, within) : result;
}

/** A fault that comes up while a command goes on is told, and the next command begins. */
async function told(result, from, { screen, at }) {
  try {
    return await result;
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    screen.problems.add(fault.message, at);
    return from;
  }
}

function read(raw, scope, world) {
  const types = command(raw.type);
  if (!types) throw new Problem(`there is no command "${raw.type}"`);
  const missing = (subset.required[raw.type] ?? []).find((name) => raw[name] === undefined);
  if (missing) throw new Problem(`${raw.type} has no "${missing}"`);
  const values = {};
  for (const [name, value] of Object.entries(raw)) {
    if (types[name] === undefined) throw new Problem(`unknown property "${name}" of ${raw.type}`);
    if (name === "when") continue;
    values[name] = types[name] === "commands" ? [value].flat() : convert(bind(value, scope), types[name], world);
  }
  return values;
}

const DO = {
  AnimateItem: (values, from, within) => animate(values, from, within),
  Idle: (_values, from) => from,
  Parallel: (values, from, within) => parallel(values.commands, from, within),
  SendEvent: (values, from, { run, scope, screen }) => {
    if (!run.fast) screen.send(values.arguments ?? [], scope.lookup("event").source);
    return from;
  },
  Sequential: (values, from, within) => repeated(values, from, within),
  SetValue: (values, from, { screen }) => {
    setValue(screen.find(values.componentId), values);
    return from;
  },
};

async function parallel(commands, from, within) {
  const all = commands.map((each, index) => one(each, from, { ...within, at: `${within.at}.commands[${index}]` }));
  return Math.max(from, ...(await Promise.all(all)));
}

/** A repeatCount below zero repeats until the run is stopped, or finished. */
async function repeated({ commands, repeatCount = 0 }, from, within) {
  let moment = from;
  for (let round = 0; repeatCount < 0 ? !within.run.fast || round === 0 : round <= repeatCount; round += 1) {
    const before = moment;
    moment = await sequence(commands, moment, { ...within, at: `${within.at}.commands` });
    if (repeatCount < 0 && moment === before) throw new Problem("a Sequential repeats for ever without taking time");
  }
  return moment;
}

function setValue(target, { property, value }) {
  if (!Object.hasOwn(target.types, property)) throw new Problem(`unknown property "${property}" of ${target.type}`);
  if (subset.neverSet.includes(property)) throw new Problem(`"${property}" cannot be set by a command`);
  target.set(property, value);
}

async function animate(values, from, within) {
  const { run, screen } = within;
  const { duration, repeatCount = 0, repeatMode = "restart" } = values;
  const target = screen.find(values.componentId);
  const steps = values.value.map((each) => step(each, target, screen.world));
  const curve = easing(values.easing ?? "linear");
  const put = (part) => steps.forEach((each) => each(part));
  let moment = from;
  try {
    for (let round = 0; round <= repeatCount; round += 1) {
      const back = repeatMode === "reverse" && round % 2 === 1;
      await once((time) => put(curve(back ? 1 - time : time)), moment, duration, run);
      moment += duration;
    }
  } finally {
    // However it ends, and stopped too, the component is left as the animation would leave it.
    put(repeatMode === "reverse" && repeatCount % 2 === 1 ? 0 : 1);
  }
  return moment;
}

async function once(put, from, duration, run) {
  const gap = matchMedia("(prefers-reduced-motion: reduce)").matches ? STILL : FRAME;
  const end = from + duration;
  for (let now = performance.now(); !run.fast && now < end; now = performance.now()) {
    put((now - from) / duration);
    await run.until(Math.min(end, now + gap));
  }
}

/** A function that puts one property that part of the way. */
function step({ property, from, to }, target, world) {
  if (property === "opacity") {
    const [first, last] = [from ?? target.get("opacity"), to].map((value) => convert(value, "opacity", world));
    return (part) => target.put("opacity", Math.min(1, Math.max(0, first + (last - first) * part)));
  }
  if (property !== "transform") throw new Problem(`"${property}" cannot be animated`);
  const [first, last] = [from, to].map((value) => convert(value, "transform", world));
  return (part) => target.put("transform", between(first, last, part));
}
