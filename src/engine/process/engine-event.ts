import type { DriverCommand } from './driver-command.js';
import type { DriverLine } from './driver-line.js';

/** What the engine reports to a person while an operation runs. */
export type EngineEvent =
  | { readonly kind: 'driver-started'; readonly command: DriverCommand; readonly port: number; readonly pid: number }
  | { readonly kind: 'driver-stopped'; readonly pid: number }
  /** The cluster's record was written with this status. */
  | { readonly kind: 'status'; readonly status: string }
  /** The driver wrote a line. */
  | { readonly kind: 'line'; readonly line: DriverLine }
  /** Something went wrong that does not end the operation. */
  | { readonly kind: 'warning'; readonly message: string };

/** Takes the engine's events as they happen; must not throw. */
export type Report = (event: EngineEvent) => void;
