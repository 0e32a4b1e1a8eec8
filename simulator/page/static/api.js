// The JSON that the page talks in with its server, and its shapes.

/**
 * @typedef {object} Part
 * @property {string} [words]
 * @property {boolean} [count] one word alone, said while a stretch is held
 * @property {number} [rate]
 * @property {number} [pitch]
 * @property {number} [volume]
 * @property {boolean} [whispered]
 * @property {string[]} [spelled] what of the words is said sign by sign
 * @property {number} [pause] seconds
 * @property {string} [sound]
 *
 * @typedef {object} Beat
 * @property {number} at seconds after the reply began
 * @property {number} seconds
 * @property {Part[]} parts
 *
 * @typedef {object} Heard
 * @property {string} utterance
 * @property {string} intent
 * @property {Record<string, string | null>} slots
 * @property {number} score
 * @property {{intent: string, score: number}[]} candidates
 * @property {string} why
 * @property {boolean} exact
 *
 * @typedef {object} Turn
 * @property {string} did
 * @property {Heard | null} heard
 * @property {Beat[]} beats
 * @property {string} text
 * @property {number} seconds
 * @property {"open" | "closed"} microphone
 * @property {boolean} session
 * @property {string} ended what the skill was told of the session's end
 * @property {string[] | null} acts
 * @property {string[]} faults
 * @property {string[]} doubts
 * @property {any} request
 * @property {any} response
 * @property {number | null} status
 * @property {number | null} milliseconds
 *
 * @typedef {object} Place
 * @property {number} clock seconds since the talk began
 * @property {"open" | "closed"} microphone
 * @property {boolean} session
 * @property {number | null} left seconds until the device does something by itself
 * @property {"reprompt" | "quiet" | "end" | null} next
 * @property {Record<string, any>} attributes
 *
 * @typedef {object} Step
 * @property {number} id
 * @property {number} parent 0 is the beginning
 * @property {string} did
 * @property {string[]} lead
 * @property {Turn[]} turns
 * @property {Place} place
 *
 * @typedef {object} Reasons
 * @property {string} intent
 * @property {string} why
 * @property {boolean} exact
 * @property {{intent: string, score: number}[]} guesses
 * @property {{sample: string, intent: string, likeness: number}[]} nearest
 */

/** What the server refused, in words for a person. */
export class Refused extends Error {
  /** @param {string} message @param {number} status */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {string} address
 * @param {object} body
 * @returns {Promise<any>}
 */
export async function post(address, body) {
  let reply;
  try {
    reply = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Refused("the simulator does not answer; is make run still going?", 0);
  }
  const answer = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Refused(answer.error ?? `status ${reply.status}`, reply.status);
  return answer;
}
