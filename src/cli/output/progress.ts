import ora from 'ora';
import type { Clock } from '../../core/clock.js';
import type { EngineEvent } from '../../engine/process/engine-event.js';
import { duration } from './duration.js';
import { eventText } from './event-text.js';
import type { Terminal } from './terminal.js';

/** Shows an operation while it runs. */
export interface Progress {
  show(event: EngineEvent): void;
  /** Writes a line that stays. */
  readonly say: (message: string) => void;
  /** Removes the moving line. */
  stop(): void;
}

/** How an operation is shown. */
export interface ProgressSettings {
  /** The beginning of every line: `create demo`. */
  readonly title: string;
  readonly verbose: boolean;
  /** Shows only warnings where nobody watches; for commands that only read. */
  readonly quiet: boolean;
}

const tickMs = 1_000;

/**
 * Shows an operation on standard error: as one moving line with the elapsed time where a person watches, otherwise as a
 * plain line for each event.
 */
export function startProgress(terminal: Terminal, clock: Clock, { title, verbose, quiet }: ProgressSettings): Progress {
  const began = clock.now();
  return terminal.interactive && !verbose ? movingProgress() : plainProgress();

  function plainProgress(): Progress {
    const say = (message: string): void => {
      terminal.stderr.write(`${message}\n`);
    };
    return {
      show: (event) => {
        const text = eventText(event, verbose);
        if (text !== undefined && (verbose || !quiet || event.kind === 'warning'))
          say(`${title} (${duration(clock.now() - began)}): ${text.message}`);
      },
      say,
      stop: () => undefined,
    };
  }

  function movingProgress(): Progress {
    const noColor = (terminal.environment.NO_COLOR ?? '') !== '';
    const spinner = ora({ stream: terminal.stderr, discardStdin: false, ...(noColor && { color: false as const }) });
    let doing = 'starting';
    const draw = (): void => {
      spinner.text = `${title}: ${doing} (${duration(clock.now() - began)})`;
    };
    draw();
    spinner.start();
    const ticking = setInterval(draw, tickMs);
    const say = (message: string): void => {
      spinner.clear();
      terminal.stderr.write(`${message}\n`);
      spinner.render();
    };
    return {
      show: (event) => {
        const text = eventText(event, false);
        if (text === undefined) return;
        if (text.stays) say(text.message);
        else doing = text.message;
        draw();
      },
      say,
      stop: () => {
        clearInterval(ticking);
        spinner.stop();
      },
    };
  }
}
