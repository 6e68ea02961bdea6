// Original file: proto/driver.proto

export interface IngressCapabilities {
  IngressProvider?: string;
  CustomDefaultBackend?: boolean;
}

export interface IngressCapabilities__Output {
  IngressProvider: string;
  CustomDefaultBackend: boolean;
}
