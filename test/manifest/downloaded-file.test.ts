import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { whyNoChecksum, whyNoDriver, whyNotInstalled } from '../../src/manifest/downloaded-file.js';

const at = 'https://downloads.example.com/';

describe('a URL', () => {
  it.each([
    { file: 'kontainer-engine-driver-gke', because: 'it is named for the driver' },
    { file: 'kontainer-engine-driver-gke-linux-amd64', because: 'the name ends at "-"' },
    { file: 'kontainer-engine-driver-gke_1.2', because: 'the name ends at "_"' },
    { file: 'kontainer-engine-driver-gke.bin?token=x', because: 'a query is no part of the name' },
    { file: 'anything.tar.xz', because: 'the file in an archive has its own name' },
    { file: 'anything.zip', because: 'the file in an archive has its own name' },
  ])('that ends in $file is installed as gke: $because', ({ file }) => {
    expect(whyNotInstalled(at + file, 'gke')).toBeUndefined();
  });

  it.each([
    { url: `${at}driver-gke`, says: 'begin with kontainer-engine-driver-', because: 'Rancher looks for the prefix' },
    {
      url: `${at}kontainer-engine-driver-acme-linux`,
      says: 'as the driver "acme", not "gke"',
      because: 'another name',
    },
    { url: 'ftp://downloads.example.com/x', says: 'http:// or https://', because: 'Rancher has no other protocol' },
    { url: 'downloads/kontainer-engine-driver-gke', says: 'is no URL', because: 'there is no host' },
  ])('$url is refused: $because', ({ url, says }) => {
    expect(whyNotInstalled(url, 'gke')).toContain(says);
  });

  it.each([
    { name: 'my-driver', says: 'use a-z and 0-9', because: 'it becomes a name in a schema' },
    { name: 'googlekubernetesengine', says: 'use another name', because: 'Rancher deletes it at every start' },
  ])('cannot be that of a driver named $name: $because', ({ name, says }) => {
    expect(whyNotInstalled(`${at}kontainer-engine-driver-${name}`, name)).toContain(says);
  });
});

describe('a checksum', () => {
  it.each([32, 40, 64, 128])('of %i hexadecimal digits is one', (length) => {
    expect(whyNoChecksum('A1'.repeat(length / 2))).toBeUndefined();
  });

  it.each(['', 'abc', 'x'.repeat(64), `sha256:${'a'.repeat(64)}`])('is not %j', (checksum) => {
    expect(whyNoChecksum(checksum)).toContain('md5, sha1, sha256 or sha512');
  });
});

describe('the content of a file', () => {
  it('may be an archive, an ELF executable or a zip', () => {
    const tar = execFileSync('tar', ['--create', '--file', '-', 'README.md']);
    expect([tar, gzipSync(tar)].map(whyNoDriver)).toEqual([undefined, undefined]);
    expect(whyNoDriver(readFileSync(process.execPath).subarray(0, 64))).toBeUndefined();
    const starts = ['\xfd7zXZ\0', 'BZh9', 'PK\x03\x04'].map((text) => Buffer.from(text, 'latin1'));
    expect(starts.map(whyNoDriver)).toEqual([undefined, undefined, undefined]);
  });

  it.each(['', '<html>404</html>', '#!/bin/sh\n', '\x7fEL'])('is no driver in %j', (text) => {
    expect(whyNoDriver(Buffer.from(text))).toMatch(/^is neither an ELF executable nor an archive/);
  });
});
