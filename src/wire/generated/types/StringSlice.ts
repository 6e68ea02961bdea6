// Original file: proto/driver.proto

export interface StringSlice {
  value?: string[];
}

export interface StringSlice__Output {
  value: string[];
}
