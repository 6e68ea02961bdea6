// Original file: proto/driver.proto

import type { Default as _types_Default, Default__Output as _types_Default__Output } from '../types/Default.js';

export interface Flag {
  type?: string;
  usage?: string;
  value?: string;
  default?: _types_Default | null;
  password?: boolean;
}

export interface Flag__Output {
  type: string;
  usage: string;
  value: string;
  default: _types_Default__Output | null;
  password: boolean;
}
