import { once } from 'node:events';
import { spawn, spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

/** Starts the command by a Node that says that it is of another version. */
function startBy(version: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
  const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, 'bin/driver.js', '--version'];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

describe('the command', () => {
  it.each(['20.20.2', '22.22.0', '24.4.1'])('says in one line that Node %s is too old', (version) => {
    const { status, stdout, stderr } = startBy(version);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^driver: this is Node \d+\.\d+\.\d+, and the driver needs 24\.5 or later: [^\n]*\n$/);
    expect(stderr).toContain(version);
  });

  it.each(['24.5.0', '24.14.1', '26.0.0'])('runs by Node %s', (version) => {
    expect(startBy(version)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: '',
    });
  });

  it('does not mind that nobody reads on', async () => {
    const driver = spawn(process.execPath, ['bin/driver.js', 'manifest', '--help'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    driver.stdout.destroy();
    let said = '';
    driver.stderr.on('data', (text) => {
      said += String(text);
    });
    const [code] = (await once(driver, 'close')) as [number | null];
    expect({ code, said }).toEqual({ code: 0, said: '' });
  });
});
