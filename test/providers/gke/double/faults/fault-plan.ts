import type { Fault, FaultAction } from './fault.ts';

interface Planned {
  readonly fault: Fault;
  seen: number;
}

/** The faults still to come, each counting the requests that fit it. */
export class FaultPlan {
  private readonly planned: Planned[] = [];

  constructor(faults: readonly Fault[]) {
    this.add(...faults);
  }

  add(...faults: readonly Fault[]): void {
    for (const fault of faults) this.planned.push({ fault, seen: 0 });
  }

  /** The actions that a request meets; it is counted whether it meets any or not. */
  meet(rpc: string, method: string, path: string): FaultAction[] {
    const fitting = this.planned.filter(({ fault: { on } }) => fits(on, rpc, method, path));
    return fitting.flatMap((planned) => {
      planned.seen++;
      const { nth = 1, times = 1 } = planned.fault.on;
      return planned.seen >= nth && planned.seen < nth + times ? [planned.fault.do] : [];
    });
  }

  /** Faults that have not fired as often as they were to: a test that expects them can assert none. */
  get pending(): Fault[] {
    return this.planned
      .filter(({ fault: { on }, seen }) => seen < (on.nth ?? 1) + (on.times ?? 1) - 1)
      .map(({ fault }) => fault);
  }

  clear(): void {
    this.planned.length = 0;
  }
}

function fits(on: Fault['on'], rpc: string, method: string, path: string): boolean {
  if (on.rpc !== undefined && on.rpc !== rpc) return false;
  if (on.method !== undefined && on.method !== method) return false;
  return on.path === undefined || new RegExp(on.path).test(path);
}
