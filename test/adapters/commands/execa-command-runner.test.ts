import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type CommandError, isCommandError } from '../../../src/adapters/commands/command-error.js';
import { ExecaCommandRunner } from '../../../src/adapters/commands/execa-command-runner.js';
import { watchedCommand } from '../../../src/adapters/commands/watched-command.js';
import { withDirectory } from '../../providers/kind/support/kind-fixture.js';

const runner = new ExecaCommandRunner();
const sh = (script: string, ...args: readonly string[]) => ({ file: 'sh', args: ['-c', script, 'test', ...args] });

describe('ExecaCommandRunner', () => {
  it('gives what a program writes, byte for byte, and feeds it input', async () => {
    const { stdout, stderr } = await runner.run({ ...sh('cat; echo; echo problem >&2'), input: 'grüß 🖼\n' });
    expect(stdout).toBe('grüß 🖼\n\n');
    expect(stderr).toBe('problem\n');
  });

  it('adds to the environment and takes away from it', async () => {
    process.env.RUNNER_TEST_GONE = 'there';
    const env = { RUNNER_TEST_NEW: 'new', RUNNER_TEST_GONE: undefined };
    const { stdout } = await runner.run({
      ...sh('echo "$RUNNER_TEST_NEW,${RUNNER_TEST_GONE-gone},${PATH:+path}"'),
      env,
    });
    expect(stdout).toBe('new,gone,path\n');
  });

  it('tells lines of standard error as they come, also the last one without an end', async () => {
    const lines: string[] = [];
    await runner.run({ ...sh('printf "one\\r\\ntwo\\nthr" >&2; printf ee >&2'), onLine: (line) => lines.push(line) });
    expect(lines).toEqual(['one', 'two', 'three']);
  });

  it('keeps command, code and output of a failure, but no input', async () => {
    const failure = await failureOf({ ...sh('echo out; echo why >&2; exit 7'), input: 'secret' });
    expect(failure).toMatchObject({ reason: 'failed', exitCode: 7, stdout: 'out\n', stderr: 'why\n' });
    expect(failure.message).toMatch(/^run "sh -c .*": it ended with 7 \(why\)$/);
    expect(`${failure.message} ${JSON.stringify(failure)}`).not.toContain('secret');
  });

  it.each([
    [{ file: '/nowhere/kind', args: [] }, 'missing'],
    [{ file: 'no-such-program-at-all', args: [] }, 'missing'],
    [{ file: '/nowhere/kind', args: [], diesWithUs: true }, 'missing'],
    [{ file: '/etc/passwd', args: [] }, 'unusable'],
    [sh('kill -KILL $$'), 'failed'],
  ])('says of %j that it is %s', async (command, reason) => {
    expect(await failureOf(command)).toMatchObject({ reason });
  });

  it('keeps the end of a long standard error only', async () => {
    const { stderr } = await runner.run(sh('yes complaint | head -n 100000 >&2; echo last >&2'));
    expect(stderr.length).toBeLessThan(300_000);
    expect(stderr.endsWith('complaint\nlast\n')).toBe(true);
  });

  it('does not cut data off in silence', async () => {
    const failure = await failureOf(sh('yes 0123456789012345678901234567890 | head -c 40000000'));
    expect(failure.reason).toBe('unusable');
  });

  it.each([false, true])(
    'ends all that a program started when it is cancelled (diesWithUs: %j)',
    async (diesWithUs) => {
      const abort = new AbortController();
      const pids: number[] = [];
      const script = 'sleep 1000 & echo $! >&2; (trap "" TERM; sleep 1000) & echo $! >&2; wait';
      const failure = failureOf({
        ...sh(script),
        diesWithUs,
        signal: abort.signal,
        onLine: (line) => {
          pids.push(Number(line));
          if (pids.length === 2) abort.abort(new Error('enough'));
        },
      });
      expect((await failure).reason).toBe('aborted');
      await waitFor(() => pids.every((pid) => !lives(pid)));
    },
  );

  it('does not start a program once it is cancelled', async () => {
    expect(await failureOf({ ...sh('exit 0'), signal: AbortSignal.abort() })).toMatchObject({ reason: 'aborted' });
  });

  it('ends a program that takes too long', async () => {
    expect(await failureOf({ ...sh('echo waiting >&2; sleep 1000'), timeoutMs: 300 })).toMatchObject({
      reason: 'timeout',
      stderr: 'waiting\n',
    });
  });

  it.each([0, 3])('gives the code %j of a program that dies with us', async (code) => {
    const run = runner.run({ ...sh(`echo out; exit ${String(code)}`), diesWithUs: true });
    if (code === 0) expect(await run).toMatchObject({ stdout: 'out\n' });
    else await expect(run).rejects.toMatchObject({ exitCode: code, reason: 'failed' });
  });
});

describe('a program that dies with us', () => {
  it('ends with all that it started when the process that watches it is killed', async () => {
    await withDirectory(async (directory) => {
      const pids = join(directory, 'pids');
      const work = `trap '' TERM; sleep 1000 & echo $$ $! >${pids}.new; mv ${pids}.new ${pids}; wait`;
      const command = JSON.stringify(watchedCommand('sh', ['-c', work]));
      // A driver that starts the program and goes on living.
      const driver = `
        const [file, ...args] = ${command};
        require('node:child_process').spawn(file, args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
        setInterval(() => undefined, 1000);`;
      const child = spawn(process.execPath, ['-e', driver], { stdio: 'ignore' });
      const readPids = async () => (await readFile(pids, 'utf8').catch(() => '')).trim().split(' ').map(Number);
      await waitFor(async () => (await readPids()).length === 2);
      const started = await readPids();
      expect(started.every(lives)).toBe(true);
      child.kill('SIGKILL');
      await waitFor(() => started.every((pid) => !lives(pid)));
    });
  });
});

async function failureOf(command: Parameters<typeof runner.run>[0]): Promise<CommandError> {
  try {
    await runner.run(command);
  } catch (thrown) {
    if (isCommandError(thrown)) return thrown;
    throw thrown;
  }
  throw new Error('it did not fail');
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return true;
}

/** Real processes end in real time. */
async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
