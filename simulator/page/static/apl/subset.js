// The part of APL that is drawn here, as data; tests in Python read the same file.

export const subset = await (await fetch(new URL("subset.json", import.meta.url))).json();

/** What a component of that type may say of itself: property -> type of its value. */
export function propertiesOf(type, inContainer) {
  const { any, inContainer: placed } = subset.components;
  return { ...any, ...(inContainer ? placed : {}), ...subset.components[type] };
}

/** Whether there is a component of that type; all else is the name of a layout. */
export function isComponent(type) {
  return type !== "any" && type !== "inContainer" && Object.hasOwn(subset.components, type);
}

/** The properties of a command of that type; undefined where there is none. */
export function command(type) {
  if (type === "any" || !Object.hasOwn(subset.commands, type)) return undefined;
  return { ...subset.commands.any, ...subset.commands[type] };
}
