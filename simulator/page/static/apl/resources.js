// The `resources` of a document: blocks of named values, later ones over earlier ones.

import { bind, truthy } from "./evaluate.js";
import { convert } from "./convert.js";
import { subset } from "./subset.js";

/** Fills `scope.world.resources` from the blocks, each where its `when` is true. */
export function addResources(blocks, scope, problems) {
  blocks.forEach((block, index) => {
    const at = `resources[${index}]`;
    if (!problems.attempt(at, () => truthy(bind(block.when ?? true, scope)), false)) return;
    for (const [kind, values] of Object.entries(block)) {
      if (kind === "when" || kind === "description") continue;
      const type = subset.resources[kind];
      if (type) addKind(values, type, scope, problems, `${at}.${kind}`);
      else problems.add(`resources of the unknown kind "${kind}"`, at);
    }
  });
}

function addKind(values, type, scope, problems, at) {
  for (const [name, value] of Object.entries(values)) {
    const found = problems.attempt(`${at}.${name}`, () => convert(bind(value, scope), type, scope.world));
    if (found !== undefined) scope.world.resources.set(name, found);
  }
}
