import { describe, expect, it } from '@jest/globals';
import { driverEnvironment } from '../../../src/engine/process/driver-environment.js';

describe("a driver's environment", () => {
  it("is Rancher's, whatever ours is", () => {
    expect(driverEnvironment({ PATH: '/opt/bin', HOME: '/root', AWS_SECRET_ACCESS_KEY: 'x' })).toEqual({
      PATH: '/usr/bin',
      PWD: '/',
    });
  });

  it('has the proxy variables where they are set', () => {
    expect(driverEnvironment({ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '' })).toEqual({
      PATH: '/usr/bin',
      PWD: '/',
      HTTPS_PROXY: 'http://proxy:3128',
      NO_PROXY: '',
    });
  });

  it('has what a provider of ours reads, PATH too if it asks for it', () => {
    expect(driverEnvironment({ PATH: '/opt/bin', DOCKER_HOST: 'tcp://x' }, ['PATH', 'DOCKER_HOST', 'TMPDIR'])).toEqual({
      PATH: '/opt/bin',
      PWD: '/',
      DOCKER_HOST: 'tcp://x',
    });
  });
});
