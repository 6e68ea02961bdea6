/**
 * The text with `what`, which it has once, replaced. What is replaced belongs to somebody else, who may change it: the build fails
 * then, and not the driver.
 * @throws Error naming the file at `path`
 */
export function replaceOnce(text: string, what: string, by: string, path: string): string {
  if (text.split(what).length !== 2)
    throw new Error(`${path} does not have ${JSON.stringify(what)} once, as it used to`);
  return text.replace(what, () => by);
}
