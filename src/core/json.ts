/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object; an `undefined` property is left out when written. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Whether a parsed value is a JSON object, rather than a list, a plain value or null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
