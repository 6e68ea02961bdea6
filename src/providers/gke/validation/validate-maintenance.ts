import type { OptionProblem } from '../../../core/options/option-problem.js';
import type { GkeOptionValues } from '../options/gke-options.js';

const timePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Problems of the maintenance window. */
export function validateMaintenance(options: GkeOptionValues): readonly OptionProblem[] {
  const { maintenanceWindow, maintenanceStart, maintenanceEnd, maintenanceRecurrence } = options;
  const problems: OptionProblem[] = [];
  const recurring = [
    ['maintenance-start', maintenanceStart],
    ['maintenance-end', maintenanceEnd],
    ['maintenance-recurrence', maintenanceRecurrence],
  ] as const;
  const given = recurring.filter(([, value]) => value !== undefined);
  if (given.length === 0) return [];
  for (const [option] of recurring.filter(([, value]) => value === undefined)) {
    problems.push({ option, problem: `is required with ${given.map(([name]) => name).join(' and ')}` });
  }
  if (maintenanceWindow !== undefined) {
    problems.push({ option: 'maintenance-window', problem: 'excludes a window that recurs (maintenance-recurrence)' });
  }
  for (const [option, time] of recurring.slice(0, 2)) {
    if (time !== undefined && (!timePattern.test(time) || Number.isNaN(Date.parse(time)))) {
      problems.push({ option, problem: `must be a time such as 2026-01-03T02:00:00Z, not ${JSON.stringify(time)}` });
    }
  }
  const length = Date.parse(maintenanceEnd ?? '') - Date.parse(maintenanceStart ?? '');
  if (length <= 0) problems.push({ option: 'maintenance-end', problem: 'must be later than maintenance-start' });
  return problems;
}
