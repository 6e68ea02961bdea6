import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { readCompilerSettings } from './compiler-settings.ts';
import { mutated, type Mutation } from './mutation.ts';

/** How the tests end: all well, some not, or not in time. */
export type Outcome = 'passed' | 'failed' | 'out of time';

const testFolders = ['core', 'engine', 'wire', 'server'];

/** A copy of the repository, built, in which files may be mutated and the tests be run. */
export class CopiedTree implements Disposable {
  private readonly path: string;
  private readonly options: ts.CompilerOptions;

  private constructor(path: string) {
    this.path = path;
    this.options = readCompilerSettings(path).options;
  }

  /** Copies what git has or would take in. The dependencies are not copied: a link leads to them. */
  static make(root: string): CopiedTree {
    const path = mkdtempSync(join(tmpdir(), 'mutations-'));
    const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
    for (const file of listed.stdout.toString().split('\0')) {
      const from = join(root, file);
      // What was deleted is listed until that is committed.
      if (file !== '' && existsSync(from)) cpSync(from, join(path, file), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(path, 'node_modules'));
    // What was compiled before need not be compiled again.
    if (existsSync(join(root, 'lib'))) cpSync(join(root, 'lib'), join(path, 'lib'), { recursive: true });
    const tree = new CopiedTree(path);
    const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: path, stdio: 'inherit' });
    if (status !== 0) throw new Error('copy the repository: it does not compile');
    tree.configureTests();
    return tree;
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** Runs the tests that depend on the mutated file until the first one fails, and takes the mutation back. */
  async tryOut(mutation: Mutation, signal: AbortSignal): Promise<Outcome> {
    const source = join(this.path, mutation.file);
    const text = readFileSync(source, 'utf8');
    try {
      this.write(mutation.file, mutated(text, mutation));
      return await this.runJest(['--findRelatedTests', source], mutation.file.replace(/^src\//, ''), signal);
    } finally {
      this.write(mutation.file, text);
    }
  }

  /** Runs all tests that a mutation may make fail, until `signal` is aborted. */
  async test(signal: AbortSignal): Promise<Outcome> {
    return this.runJest([], '', signal);
  }

  private async runJest(selection: readonly string[], nearest: string, signal: AbortSignal): Promise<Outcome> {
    const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
    const args = [...jest, '--config', 'mutations.config.js', '--runInBand', '--bail', ...selection];
    const env = { ...process.env, MUTATED_FILE: nearest };
    const child = spawn(process.execPath, args, { cwd: this.path, env, stdio: 'ignore', detached: true });
    const kill = (): void => {
      // What the tests started is in its group.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    signal.addEventListener('abort', kill);
    try {
      const [code] = (await once(child, 'exit')) as [number | null];
      if (signal.aborted) return 'out of time';
      return code === 0 ? 'passed' : 'failed';
    } finally {
      signal.removeEventListener('abort', kill);
    }
  }

  /** Some tests start what is compiled, so that is mutated too. */
  private write(file: string, text: string): void {
    writeFileSync(join(this.path, file), text);
    const { outputText } = ts.transpileModule(text, { compilerOptions: this.options, fileName: file });
    writeFileSync(join(this.path, file.replace(/^src\//, 'lib/').replace(/\.ts$/, '.js')), outputText);
  }

  private configureTests(): void {
    const testMatch = testFolders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`);
    const other = { testMatch, testSequencer: './scripts/mutations/nearest-tests-first.cjs' };
    const text = `import { default as usual } from './jest.config.js';
      const { globalSetup: _, ...rest } = usual;
      export default { ...rest, ...${JSON.stringify(other)} };`;
    writeFileSync(join(this.path, 'mutations.config.js'), text);
  }
}
