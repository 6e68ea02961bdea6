/** One program to run. A secret belongs in `input` or a file, never in `args`: everybody on the machine can read those. */
export interface Command {
  /** A path, or a name to be found in PATH. */
  readonly file: string;
  readonly args: readonly string[];
  /** Added to this process's environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Standard input; empty where absent. */
  readonly input?: string;
  /** Ends the program, and all that it started, when aborted. */
  readonly signal?: AbortSignal;
  /** Ends the program after this time. */
  readonly timeoutMs?: number;
  /** Called for each line of standard error as it comes, without its end. */
  readonly onLine?: (line: string) => void;
  /**
   * Ends the program, and all that it started, also when this process is killed by SIGKILL. It uses standard input, so
   * `input` is ignored. For programs that take long and change things; needs `sh`.
   */
  readonly diesWithUs?: boolean;
}

/** The output of a program that succeeded. */
export interface CommandOutput {
  readonly stdout: string;
  /** Only the end of a long output. */
  readonly stderr: string;
}

/** Runs programs. Providers start programs in no other way. */
export interface CommandRunner {
  /**
   * Runs a program to its end.
   * @throws CommandError when it could not be started, failed, or was ended by `signal` or `timeoutMs`
   */
  run(command: Command): Promise<CommandOutput>;
}
