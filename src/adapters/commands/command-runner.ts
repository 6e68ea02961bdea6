/** One program to run. A secret goes into `input` or a file, never into `args`: everybody on the machine can read those. */
export interface Command {
  /** A path, or a name to be found in PATH. */
  readonly file: string;
  readonly args: readonly string[];
  /** Added to this process's environment; `undefined` takes a variable away. */
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
   * Ends the program, and all that it started, also when this process dies of SIGKILL. Takes the place of `input`. For
   * programs that take long and change things; needs `sh`.
   */
  readonly diesWithUs?: boolean;
}

/** What a program that ended well wrote. */
export interface CommandOutput {
  readonly stdout: string;
  /** Its end only, where it is long. */
  readonly stderr: string;
}

/** Runs programs: the one way in which providers do it. */
export interface CommandRunner {
  /**
   * Runs a program to its end.
   * @throws CommandError when it could not be started, failed, or was ended by `signal` or `timeoutMs`
   */
  run(command: Command): Promise<CommandOutput>;
}
