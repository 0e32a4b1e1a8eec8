// What a device is doing, in the words that stand beside its light.

export const STATES = {
  off: "Waiting for its name",
  listening: "Listening",
  thinking: "Thinking",
  speaking: "Speaking",
};
