import { describe, expect, it } from '@jest/globals';
import { proxyFor } from '../../../src/providers/common/proxy-for.js';

const proxy = 'http://proxy.test:3128';

describe('the proxy for a URL', () => {
  it.each<{ url: string; noProxy?: string; through: boolean; because: string }>([
    { url: 'https://container.googleapis.com', through: true, because: 'nothing is excepted' },
    { url: 'https://127.0.0.1:9', through: false, because: 'this machine is never behind a proxy' },
    { url: 'https://localhost:9', through: false, because: 'this machine is never behind a proxy' },
    { url: 'https://[::1]:9', through: false, because: 'this machine is never behind a proxy' },
    { url: 'https://10.1.2.3', noProxy: '10.0.0.0/8', through: false, because: 'it lies in the range' },
    { url: 'https://11.1.2.3', noProxy: '10.0.0.0/8', through: true, because: 'it lies outside of the range' },
    { url: 'https://[fd00::1]', noProxy: 'fd00::/8', through: false, because: 'ranges may be of the new kind' },
    { url: 'https://10.1.2.3', noProxy: '10.1.2.3', through: false, because: 'it is the address' },
    { url: 'https://api.example.com', noProxy: 'example.com', through: false, because: 'subdomains go with a name' },
    { url: 'https://example.com', noProxy: 'example.com', through: false, because: 'it is the name' },
    { url: 'https://badexample.com', noProxy: 'example.com', through: true, because: 'it only ends alike' },
    { url: 'https://example.com', noProxy: '.example.com', through: true, because: 'a dot means subdomains alone' },
    { url: 'https://a.example.com', noProxy: '.example.com', through: false, because: 'a dot means subdomains' },
    { url: 'https://a.example.com', noProxy: '*.example.com', through: false, because: 'so does a star' },
    { url: 'https://a.svc', noProxy: ' .svc , x', through: false, because: 'blanks do not count' },
    { url: 'https://a.example.com', noProxy: '*', through: false, because: 'everything is excepted' },
    { url: 'https://a.test:8443', noProxy: 'a.test:8443', through: false, because: 'the port is the one' },
    { url: 'https://a.test', noProxy: 'a.test:8443', through: true, because: 'the port is another' },
    { url: 'https://A.TEST', noProxy: 'a.test', through: false, because: 'case does not count' },
    { url: 'https://a.test', noProxy: '10.0.0.0/99,fd00::/8,,x/y', through: true, because: 'nonsense does not count' },
  ])('$url with NO_PROXY=$noProxy: $because', ({ url, noProxy, through }) => {
    const environment = { HTTPS_PROXY: proxy, ...(noProxy === undefined ? {} : { NO_PROXY: noProxy }) };
    expect(proxyFor(new URL(url), environment)).toBe(through ? proxy : undefined);
  });

  it('is that of the scheme, in either spelling, with http:// where it has none', () => {
    const url = new URL('https://a.test');
    expect(proxyFor(url, { HTTP_PROXY: proxy })).toBeUndefined();
    expect(proxyFor(url, { https_proxy: 'proxy.test:3128' })).toBe('http://proxy.test:3128');
    expect(proxyFor(new URL('http://a.test'), { HTTP_PROXY: proxy, HTTPS_PROXY: 'x' })).toBe(proxy);
    expect(proxyFor(url, { HTTPS_PROXY: '' })).toBeUndefined();
  });
});
