import { describe, expect, it } from '@jest/globals';
import { container, injectable } from 'tsyringe';
import { inject, token } from '../../../src/core/injection/injection.js';

const sizeToken = token<number>('Size');
const nameToken = token<string>('Name');

@injectable()
class Box {
  constructor(
    @inject(sizeToken) readonly size: number,
    @inject(nameToken) readonly name: string,
  ) {}
}

class WrongBox {
  constructor(
    // @ts-expect-error -- a text is no number
    @inject(nameToken) readonly size: number,
  ) {}
}

describe('inject', () => {
  it('gives a constructor what stands behind its tokens', () => {
    const child = container.createChildContainer();
    child.registerInstance(sizeToken, 3);
    child.registerInstance(nameToken, 'demo');
    expect(child.resolve(Box)).toEqual({ size: 3, name: 'demo' });
  });

  it('does not compile where the parameter is of another type', () => {
    expect(WrongBox).toBeDefined();
  });

  it('fails by name where nothing stands behind a token', () => {
    expect(() => container.createChildContainer().resolve(Box)).toThrow(/Size/);
  });
});
