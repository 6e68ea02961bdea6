import { describe, expect, it } from '@jest/globals';
import { failureOf } from '../../support/failure-of.js';
import { proxyFor, wayTo } from '../../../src/adapters/network/proxy-for.js';

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
    { url: 'https://10.1.2.3:8443', noProxy: '10.1.2.3:8443', through: false, because: 'the address has the port' },
    { url: 'https://10.1.2.3', noProxy: '10.1.2.3:8443', through: true, because: 'the address has another port' },
    { url: 'https://[fd00::1]:8443', noProxy: '[fd00::1]:8443', through: false, because: 'brackets hold the address' },
    { url: 'https://[fd00::1]', noProxy: 'fd00:0:0::1', through: false, because: 'it is the address, written longer' },
    { url: 'https://[::ffff:10.1.2.3]', noProxy: '10.0.0.0/8', through: false, because: 'it is an address of IPv4' },
    { url: 'https://[::ffff:127.0.0.1]:9', through: false, because: 'this machine is never behind a proxy' },
    { url: 'https://bücher.test', noProxy: 'bücher.test', through: false, because: 'it is the name' },
    { url: 'https://a.test', noProxy: '*a.test', through: true, because: 'a star without a dot means nothing' },
    { url: 'https://a.test', noProxy: 'a.test:', through: false, because: 'no port means every port' },
    { url: 'https://10.1.2.3', noProxy: '10.0.0.0/8:443', through: true, because: 'a range takes no port' },
    { url: 'https://a.test', noProxy: '10.0.0.0/99,fd00::/8,,x/y', through: true, because: 'nonsense does not count' },
  ])('$url with NO_PROXY=$noProxy: $because', ({ url, noProxy, through }) => {
    const environment = { HTTPS_PROXY: proxy, ...(noProxy === undefined ? {} : { NO_PROXY: noProxy }) };
    expect(proxyFor(new URL(url), environment)?.origin).toBe(through ? proxy : undefined);
  });

  it('is that of the scheme, in either spelling, with http:// where it has none', () => {
    const url = new URL('https://a.test');
    expect(proxyFor(url, { HTTP_PROXY: proxy })).toBeUndefined();
    expect(proxyFor(url, { https_proxy: 'proxy.test:3128' })?.origin).toBe('http://proxy.test:3128');
    expect(proxyFor(url, { HTTPS_PROXY: 'me:secret@proxy.test:3128' })?.password).toBe('secret');
    expect(proxyFor(new URL('http://a.test'), { HTTP_PROXY: proxy, HTTPS_PROXY: 'x' })?.origin).toBe(proxy);
    expect(proxyFor(url, { HTTPS_PROXY: ' ' })).toBeUndefined();
  });

  it.each([
    'socks5://me:s3cret@proxy.test',
    'ftp://me:s3cret@proxy.test',
    's3cret://proxy.test',
    'http://me:s3cret@',
    'http://me:1/s3cret@proxy.test',
    'http://me:1#s3cret@proxy.test',
    'http://me:s3cret%@proxy.test',
    'me:s3cret://@proxy.test',
    'http://me:s3cret@proxy.test:99999',
  ])('is an error where it cannot be used, which does not repeat it: %s', async (value) => {
    const environment = { HTTPS_PROXY: value, NO_PROXY: 'excepted.test' };
    const refusal = await failureOf(() => wayTo(new URL('https://a.test'), environment));
    expect(refusal).toMatchObject({ code: 'INVALID' });
    expect(refusal.message).toMatch(/^reach a\.test: HTTPS_PROXY (names|begins|is no) .*; give HTTPS_PROXY /);
    expect(refusal.message).not.toMatch(/s3cret|me:/);
    expect(proxyFor(new URL('https://excepted.test'), environment)).toBeUndefined();
    expect(proxyFor(new URL('https://127.0.0.1'), environment)).toBeUndefined();
  });

  it('comes with the reason', () => {
    const say = (url: string, environment: Readonly<Record<string, string>>) =>
      wayTo(new URL(url), environment).description;
    expect(say('https://a.test', { HTTPS_PROXY: 'http://me:secret@p.test' })).toBe(
      'through http://p.test, as HTTPS_PROXY says',
    );
    expect(say('https://a.test', { https_proxy: 'p', no_proxy: 'a.test' })).toBe('directly: no_proxy excepts it');
    expect(say('https://a.test', { HTTP_PROXY: 'p' })).toBe('directly: no HTTPS_PROXY is set');
    expect(say('https://localhost', { HTTPS_PROXY: 'p' })).toBe('directly: it is this machine');
  });
});
