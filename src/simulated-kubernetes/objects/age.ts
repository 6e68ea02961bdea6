const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The time since `timestamp` as `kubectl` prints it: `5s`, `3m20s`, `4h`, `12d`; `<unknown>` where it cannot be read. */
export function ageSince(timestamp: string, now: Date): string {
  const elapsed = now.getTime() - Date.parse(timestamp);
  if (Number.isNaN(elapsed)) return '<unknown>';
  if (elapsed < 0) return '0s';
  if (elapsed < 2 * minuteMs) return `${whole(elapsed, secondMs)}s`;
  if (elapsed < 10 * minuteMs) {
    const seconds = whole(elapsed % minuteMs, secondMs);
    return seconds === '0' ? `${whole(elapsed, minuteMs)}m` : `${whole(elapsed, minuteMs)}m${seconds}s`;
  }
  if (elapsed < 3 * hourMs) return `${whole(elapsed, minuteMs)}m`;
  if (elapsed < 2 * dayMs) return `${whole(elapsed, hourMs)}h`;
  return `${whole(elapsed, dayMs)}d`;
}

function whole(elapsedMs: number, unitMs: number): string {
  return String(Math.floor(elapsedMs / unitMs));
}
