// The `styles` of a document: property values by the state of a component.

import { bind, truthy } from "./evaluate.js";
import { Problem } from "./problems.js";
import { subset } from "./subset.js";

const list = (value) => (value === undefined ? [] : [value].flat());

/** The values, worked out, that a style gives in that state; a later block wins over an earlier one. */
export function styled(name, state, scope) {
  const { styles } = scope.world;
  if (!Object.hasOwn(styles, name)) throw new Problem(`there is no style "${name}"`);
  const style = styles[name];
  const unknown = Object.keys(style).find((key) => !Object.hasOwn(subset.style, key));
  if (unknown) throw new Problem(`unknown property "${unknown}" of the style "${name}"`);
  const values = {};
  for (const base of list(style.extends ?? style.extend)) Object.assign(values, styled(base, state, scope));
  const here = scope.world.scope.within({ state });
  for (const { when = true, description: _, ...given } of list(style.values ?? style.value)) {
    if (truthy(bind(when, here))) Object.assign(values, bind(given, here));
  }
  return values;
}
