/** How long an operation may take, in milliseconds, before the driver gives up: Rancher sets no deadline of its own. */
export interface TimeLimits {
  readonly createMs: number;
  readonly updateMs: number;
  readonly removeMs: number;
  /** Making or finding the service account token. */
  readonly postCheckMs: number;
  /** Saving, restoring or deleting one etcd snapshot. */
  readonly snapshotMs: number;
  /** Reading the version or the number of nodes. */
  readonly readMs: number;
}

const minuteMs = 60_000;

/** The limits where a provider names no others. */
export const usualTimeLimits: TimeLimits = {
  createMs: 60 * minuteMs,
  updateMs: 60 * minuteMs,
  removeMs: 30 * minuteMs,
  postCheckMs: 5 * minuteMs,
  snapshotMs: 15 * minuteMs,
  readMs: minuteMs,
};
