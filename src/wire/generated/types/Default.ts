// Original file: proto/driver.proto

import type {
  StringSlice as _types_StringSlice,
  StringSlice__Output as _types_StringSlice__Output,
} from '../types/StringSlice.js';
import type { Long } from '@grpc/proto-loader';

export interface Default {
  defaultBool?: boolean;
  defaultString?: string;
  defaultStringSlice?: _types_StringSlice | null;
  defaultInt?: number | string | Long;
}

export interface Default__Output {
  defaultBool: boolean;
  defaultString: string;
  defaultStringSlice: _types_StringSlice__Output | null;
  defaultInt: string;
}
