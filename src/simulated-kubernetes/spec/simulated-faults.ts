/** One way in which a simulated cluster can go wrong. */
export interface FaultKind {
  /** Its text in the option `fault`: `<point>:<what happens>`. */
  readonly name: string;
  readonly effect: string;
}

/** The faults that a control plane itself can have. */
export const simulatedFaults: readonly FaultKind[] = [
  { name: 'nodes:timeout', effect: 'new nodes never get Ready' },
  { name: 'token:never', effect: 'the token of a service account secret is never filled in' },
  { name: 'api:401', effect: 'the API refuses every credential' },
  { name: 'api:403', effect: 'the API forbids everything' },
  { name: 'api:429', effect: 'the API asks to come again in a second' },
  { name: 'api:500', effect: 'the API answers with an internal error' },
  { name: 'api:503', effect: 'the API is not available' },
  { name: 'api:not-json', effect: 'the API answers with a web page, as a proxy does that wants a login' },
  { name: 'api:hang', effect: 'the API takes the request and never answers' },
  { name: 'api:close', effect: 'the API closes the connection in place of an answer' },
  { name: 'api:other-ca', effect: 'the API presents a certificate of an unknown authority' },
];

/** A fault as it was asked for; `times` is how often it happens, and without it there is no limit. */
export interface Fault {
  readonly text: string;
  readonly name: string;
  readonly times?: number;
}

/** Reads entries such as `api:500*2`. The entry `none` means no fault, because Rancher cannot send an empty list. */
export function parseFaults(entries: readonly string[]): readonly Fault[] {
  return entries
    .filter((text) => text !== 'none')
    .map((text) => {
      const [name = '', times] = text.split('*');
      return { text, name, ...(times === undefined ? {} : { times: Number(times) }) };
    });
}
