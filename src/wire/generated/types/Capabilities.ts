// Original file: proto/driver.proto

export interface Capabilities {
  capabilities?: { [key: number]: boolean };
}

export interface Capabilities__Output {
  capabilities: { [key: number]: boolean };
}
