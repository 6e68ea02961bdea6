// Original file: proto/driver.proto

import type { Flag as _types_Flag, Flag__Output as _types_Flag__Output } from '../types/Flag.js';

export interface DriverFlags {
  options?: { [key: string]: _types_Flag };
}

export interface DriverFlags__Output {
  options: { [key: string]: _types_Flag__Output };
}
