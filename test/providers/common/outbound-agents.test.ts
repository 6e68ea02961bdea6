import { describe, expect, it } from '@jest/globals';
import { trustedAuthorities } from '../../../src/providers/common/ca-certificates.js';
import { OutboundAgents } from '../../../src/providers/common/outbound-agents.js';

describe('agents', () => {
  it('are one for each way, and trust what Node trusts besides the files that exist', async () => {
    const { ca, files } = await trustedAuthorities('MORE', ['/nowhere']);
    expect(ca.length).toBeGreaterThan(50);
    expect(ca.at(-1)).toBe('MORE');
    expect(files).toEqual([]);
    const agents = new OutboundAgents(ca, { HTTPS_PROXY: 'http://proxy.test' });
    expect(agents.for(new URL('https://a.test'))).toBe(agents.for(new URL('https://b.test')));
    expect(agents.for(new URL('https://127.0.0.1'))).not.toBe(agents.for(new URL('https://b.test')));
    agents.close();
  });
});
