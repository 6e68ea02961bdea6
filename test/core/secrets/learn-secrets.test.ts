import { describe, expect, it } from '@jest/globals';
import { learnRawSecrets } from '../../../src/core/secrets/learn-secrets.js';
import { Redactor } from '../../../src/core/secrets/redactor.js';
import { doubleOptions } from '../../support/provider-double.js';
import { rawOptions } from '../../support/raw-options.js';

describe('learnRawSecrets', () => {
  it.each([
    { sent: { accessKey: 'opensesame' }, because: 'Rancher sends camelCase' },
    { sent: { 'access-key': 'opensesame' }, because: 'the CLI sends kebab-case' },
    { sent: { accessKey: ['opensesame'] }, because: 'a list of one is taken for its entry' },
  ])('knows the secret in $sent, because $because', ({ sent }) => {
    const redactor = new Redactor();
    learnRawSecrets(doubleOptions, rawOptions(sent), redactor);
    expect(redactor.redact('refused: opensesame')).toBe('refused: ***');
  });

  it('knows a secret that YAML read as a number', () => {
    const redactor = new Redactor();
    learnRawSecrets(doubleOptions, rawOptions({ accessKey: 12345678 }), redactor);
    expect(redactor.redact('refused: 12345678')).toBe('refused: ***');
  });

  it('leaves what is no secret readable', () => {
    const redactor = new Redactor();
    learnRawSecrets(doubleOptions, rawOptions({ region: 'northern' }), redactor);
    expect(redactor.redact('in northern')).toBe('in northern');
  });
});
