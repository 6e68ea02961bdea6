import { type FaultKind, simulatedFaults } from '../../../simulated-kubernetes/spec/simulated-faults.js';

/** The steps of `create`, in order. It can fail or be killed right after each. */
export const createSteps = [
  'before-anything',
  'after-network',
  'after-launch',
  'after-control-plane',
  'after-nodes',
] as const;

/** One of `createSteps`. */
export type CreateStep = (typeof createSteps)[number];

/** The operations of the provider that can have the general faults. */
export type FaultyOperation = 'create' | 'update' | 'remove';

const where: Readonly<Record<CreateStep, string>> = {
  'before-anything': 'before anything exists',
  'after-network': 'when the network (the directory) exists, right after that checkpoint',
  'after-launch': 'when the control plane has been started, but does not answer yet',
  'after-control-plane': 'when the control plane answers, right after that checkpoint',
  'after-nodes': 'when everything is there, just before create returns',
};

const general = (operation: FaultyOperation): readonly FaultKind[] => [
  { name: `${operation}:fail`, effect: `${operation} fails with UNAVAILABLE, as if the cloud were unavailable` },
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

/** Every fault. The option, its documentation and its tests are made from this table. */
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

/** The form of an entry of the option `fault`: `none`, or a name of the table and perhaps `*<times>`. */
export const faultPattern = new RegExp(`^(none|(${faultKinds.map(({ name }) => name).join('|')})(\\*[1-9]\\d{0,5})?)$`);
