import { inject as register } from 'tsyringe';

declare const injected: unique symbol;

/** Stands for a `T` in the container; its type carries the `T`, so that a wrong parameter does not compile. */
export type Token<T> = symbol & { readonly [injected]: (value: T) => T };

type Class<T> = new (...args: never[]) => T;
type Accepts<C extends Class<unknown>, I extends number, T> = T extends ConstructorParameters<C>[I] ? I : never;

/** Makes a token; `description` is what an error of the container shows. */
export function token<T>(description: string): Token<T> {
  return Symbol(description) as Token<T>;
}

/** Injects a dependency into a constructor's parameter, checked against the parameter's type. */
export const inject =
  <T>(dependency: Token<T> | Class<T>) =>
  <C extends Class<unknown>, I extends number>(target: C, key: undefined, index: Accepts<C, I, T>): void => {
    register(dependency)(target, key, index);
  };
