import { describe, expect, it } from '@jest/globals';
import { MockControlPlane } from '../../providers/support/mock-control-plane.js';

describe('the faults of the API', () => {
  it.each([
    { fault: 'api:401', status: 401, reason: 'Unauthorized' },
    { fault: 'api:403', status: 403, reason: 'Forbidden' },
    { fault: 'api:429', status: 429, reason: 'TooManyRequests' },
    { fault: 'api:500', status: 500, reason: 'InternalError' },
    { fault: 'api:503', status: 503, reason: 'ServiceUnavailable' },
  ])('$fault answers with $status', async ({ fault, status, reason }) => {
    await using cluster = await MockControlPlane.start({ faults: [fault] });
    const answer = await cluster.admin.get('/version');
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ kind: 'Status', reason });
  });

  it('end after the number of times asked for', async () => {
    await using cluster = await MockControlPlane.start({ faults: ['api:500*2'] });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await cluster.admin.get('/version')).status);
    expect(statuses).toEqual([500, 500, 200]);
  });

  it('can be a web page in place of an answer', async () => {
    await using cluster = await MockControlPlane.start({ faults: ['api:not-json'] });
    expect((await cluster.admin.get('/version')).body.text).toContain('<html>');
  });

  it('can be a closed connection', async () => {
    await using cluster = await MockControlPlane.start({ faults: ['api:close'] });
    await expect(cluster.admin.get('/version')).rejects.toThrow('socket hang up');
  });

  it('can be silence', async () => {
    await using cluster = await MockControlPlane.start({ faults: ['api:hang'] });
    const signal = AbortSignal.timeout(50);
    await expect(cluster.admin.get('/version', { signal })).rejects.toThrow('aborted');
  });

  it('can be a certificate of somebody else, from one moment to the next', async () => {
    await using cluster = await MockControlPlane.start();
    expect((await cluster.admin.get('/version')).status).toBe(200);
    cluster.plane.apply({ faults: ['api:other-ca'] });
    await expect(cluster.admin.get('/version')).rejects.toThrow(/certificate/);
    cluster.plane.apply({ faults: [] });
    expect((await cluster.admin.get('/version')).status).toBe(200);
  });

  it('never strike the paths by which the provider works', async () => {
    await using cluster = await MockControlPlane.start({ faults: ['api:500'] });
    expect((await cluster.admin.get('/mock/status')).status).toBe(200);
  });

  it('can be mere slowness', async () => {
    await using cluster = await MockControlPlane.start({ latencyMs: 80 });
    const before = performance.now();
    await cluster.admin.get('/version');
    expect(performance.now() - before).toBeGreaterThanOrEqual(75);
  });
});
