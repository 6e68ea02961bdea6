import { type FaultKind, simulatedFaults } from '../../../simulated-kubernetes/spec/simulated-faults.js';

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
  ...simulatedFaults,
];

/** What an entry of the option `fault` looks like: `none`, or a name of the table and perhaps `*<times>`. */
export const faultPattern = new RegExp(`^(none|(${faultKinds.map(({ name }) => name).join('|')})(\\*[1-9]\\d{0,5})?)$`);
