// Original file: proto/driver.proto

export interface Empty {}

export interface Empty__Output {}
