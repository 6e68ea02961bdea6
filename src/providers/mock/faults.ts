/** One way in which the mock can go wrong. */
export interface FaultKind {
  /** As it is written in the option `fault`. */
  readonly name: string;
  readonly effect: string;
}

/** What `create` has come to, in order: it can fail or be killed right after each. */
export const createSteps = [
  'before-anything',
  'after-network',
  'after-launch',
  'after-control-plane',
  'after-nodes',
] as const;

/** One of `createSteps`. */
export type CreateStep = (typeof createSteps)[number];

/** Operations of the provider that can fail in the general ways. */
export type FaultyOperation = 'create' | 'update' | 'remove';

const where: Readonly<Record<CreateStep, string>> = {
  'before-anything': 'before anything exists',
  'after-network': 'when the network (the directory) exists, right after that checkpoint',
  'after-launch': 'when the control plane has been started, but does not answer yet',
  'after-control-plane': 'when the control plane answers, right after that checkpoint',
  'after-nodes': 'when everything is there, just before create returns',
};

const general = (operation: FaultyOperation): readonly FaultKind[] => [
  { name: `${operation}:fail`, effect: `${operation} fails with UNAVAILABLE, as if the cloud had a bad moment` },
  {
    name: `${operation}:unauthenticated`,
    effect: `the cloud refuses the credentials: ${operation} fails with UNAUTHENTICATED`,
  },
  { name: `${operation}:forbidden`, effect: `the cloud does not allow it: ${operation} fails with FORBIDDEN` },
  { name: `${operation}:quota`, effect: `a limit of the account is reached: ${operation} fails with QUOTA` },
  { name: `${operation}:panic`, effect: `a defect: ${operation} throws a TypeError` },
  {
    name: `${operation}:async-panic`,
    effect: `a defect outside of every promise: a timer throws during ${operation}, which waits on`,
  },
  { name: `${operation}:hang`, effect: `${operation} waits until its signal is aborted` },
  { name: `${operation}:ignore-signal`, effect: `${operation} never ends, whatever its signal says` },
  { name: `${operation}:crash`, effect: `the driver process kills itself with SIGKILL during ${operation}` },
];

/** Every fault there is: the one table behind the option, its documentation and its tests. */
export const faultKinds: readonly FaultKind[] = [
  ...createSteps.map((step) => ({ name: `create:${step}`, effect: `create fails ${where[step]}` })),
  ...createSteps.map((step) => ({
    name: `create:crash-${step}`,
    effect: `the driver process kills itself with SIGKILL ${where[step]}`,
  })),
  ...general('create'),
  ...general('update'),
  ...general('remove'),
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

/** A fault as it was asked for; `times` is how often it happens, without limit where absent. */
export interface Fault {
  readonly text: string;
  readonly name: string;
  readonly times?: number;
}

/** What an entry of the option `fault` looks like: `none`, or a name of the table and perhaps `*<times>`. */
export const faultPattern = new RegExp(`^(none|(${faultKinds.map(({ name }) => name).join('|')})(\\*[1-9]\\d{0,5})?)$`);

/** Reads entries that match `faultPattern`; `none` stands for nothing, because Rancher cannot send an empty list. */
export function parseFaults(entries: readonly string[]): readonly Fault[] {
  return entries
    .filter((text) => text !== 'none')
    .map((text) => {
      const [name = '', times] = text.split('*');
      return { text, name, ...(times === undefined ? {} : { times: Number(times) }) };
    });
}
