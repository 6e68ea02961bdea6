import { afterAll, expect, it } from '@jest/globals';
import { describeReal } from './support/describe-real.js';
import { nodeImage, tool } from './support/real-engine.js';

describeReal('kind', 'the engine that the clusters are made on', () => {
  const name = `driver-real-frozen-${String(process.pid)}`;

  afterAll(async () => {
    await tool('docker', ['rm', '--force', '--volumes', name]);
  });

  it('removes a container in which something is frozen, as runc may leave it', async () => {
    const image = nodeImage.nodeImage ?? 'kindest/node';
    await tool('docker', ['run', '--detach', '--privileged', '--name', name, '--entrypoint', 'sleep', image, '600']);
    const freeze = `
      set -e
      if [ -d /sys/fs/cgroup/freezer ]; then group=/sys/fs/cgroup/freezer/frozen state=freezer.state word=FROZEN
      else group=/sys/fs/cgroup/frozen state=cgroup.freeze word=1; fi
      mkdir $group
      sleep 600 &
      echo $! >$group/cgroup.procs
      echo $word >$group/$state
      cat $group/$state`;
    expect(await tool('docker', ['exec', name, 'bash', '-c', freeze])).toMatch(/^(FREEZING|FROZEN|1)\n$/);
    await tool('docker', ['rm', '--force', '--volumes', name]);
    expect(await tool('docker', ['ps', '--all', '--quiet', '--filter', `name=${name}`])).toBe('');
  });
});
