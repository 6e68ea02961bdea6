// Original file: proto/driver.proto

import type {
  StringSlice as _types_StringSlice,
  StringSlice__Output as _types_StringSlice__Output,
} from '../types/StringSlice.js';
import type { Long } from '@grpc/proto-loader';

export interface DriverOptions {
  bool_options?: { [key: string]: boolean };
  string_options?: { [key: string]: string };
  int_options?: { [key: string]: number | string | Long };
  string_slice_options?: { [key: string]: _types_StringSlice };
}

export interface DriverOptions__Output {
  bool_options: { [key: string]: boolean };
  string_options: { [key: string]: string };
  int_options: { [key: string]: string };
  string_slice_options: { [key: string]: _types_StringSlice__Output };
}
