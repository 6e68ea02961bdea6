import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type {
  Capabilities as _types_Capabilities,
  Capabilities__Output as _types_Capabilities__Output,
} from './types/Capabilities.js';
import type {
  ClusterInfo as _types_ClusterInfo,
  ClusterInfo__Output as _types_ClusterInfo__Output,
} from './types/ClusterInfo.js';
import type {
  CreateRequest as _types_CreateRequest,
  CreateRequest__Output as _types_CreateRequest__Output,
} from './types/CreateRequest.js';
import type { Default as _types_Default, Default__Output as _types_Default__Output } from './types/Default.js';
import type {
  DriverClient as _types_DriverClient,
  DriverDefinition as _types_DriverDefinition,
} from './types/Driver.js';
import type {
  DriverFlags as _types_DriverFlags,
  DriverFlags__Output as _types_DriverFlags__Output,
} from './types/DriverFlags.js';
import type {
  DriverOptions as _types_DriverOptions,
  DriverOptions__Output as _types_DriverOptions__Output,
} from './types/DriverOptions.js';
import type { Empty as _types_Empty, Empty__Output as _types_Empty__Output } from './types/Empty.js';
import type { Flag as _types_Flag, Flag__Output as _types_Flag__Output } from './types/Flag.js';
import type {
  IngressCapabilities as _types_IngressCapabilities,
  IngressCapabilities__Output as _types_IngressCapabilities__Output,
} from './types/IngressCapabilities.js';
import type {
  K8sCapabilities as _types_K8sCapabilities,
  K8sCapabilities__Output as _types_K8sCapabilities__Output,
} from './types/K8sCapabilities.js';
import type {
  KubernetesVersion as _types_KubernetesVersion,
  KubernetesVersion__Output as _types_KubernetesVersion__Output,
} from './types/KubernetesVersion.js';
import type {
  LoadBalancerCapabilities as _types_LoadBalancerCapabilities,
  LoadBalancerCapabilities__Output as _types_LoadBalancerCapabilities__Output,
} from './types/LoadBalancerCapabilities.js';
import type {
  NodeCount as _types_NodeCount,
  NodeCount__Output as _types_NodeCount__Output,
} from './types/NodeCount.js';
import type {
  RemoveETCDSnapshotRequest as _types_RemoveETCDSnapshotRequest,
  RemoveETCDSnapshotRequest__Output as _types_RemoveETCDSnapshotRequest__Output,
} from './types/RemoveETCDSnapshotRequest.js';
import type {
  RestoreETCDSnapshotRequest as _types_RestoreETCDSnapshotRequest,
  RestoreETCDSnapshotRequest__Output as _types_RestoreETCDSnapshotRequest__Output,
} from './types/RestoreETCDSnapshotRequest.js';
import type {
  SaveETCDSnapshotRequest as _types_SaveETCDSnapshotRequest,
  SaveETCDSnapshotRequest__Output as _types_SaveETCDSnapshotRequest__Output,
} from './types/SaveETCDSnapshotRequest.js';
import type {
  SetNodeCountRequest as _types_SetNodeCountRequest,
  SetNodeCountRequest__Output as _types_SetNodeCountRequest__Output,
} from './types/SetNodeCountRequest.js';
import type {
  SetVersionRequest as _types_SetVersionRequest,
  SetVersionRequest__Output as _types_SetVersionRequest__Output,
} from './types/SetVersionRequest.js';
import type {
  StringSlice as _types_StringSlice,
  StringSlice__Output as _types_StringSlice__Output,
} from './types/StringSlice.js';
import type {
  UpdateRequest as _types_UpdateRequest,
  UpdateRequest__Output as _types_UpdateRequest__Output,
} from './types/UpdateRequest.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new (...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  types: {
    Capabilities: MessageTypeDefinition<_types_Capabilities, _types_Capabilities__Output>;
    ClusterInfo: MessageTypeDefinition<_types_ClusterInfo, _types_ClusterInfo__Output>;
    CreateRequest: MessageTypeDefinition<_types_CreateRequest, _types_CreateRequest__Output>;
    Default: MessageTypeDefinition<_types_Default, _types_Default__Output>;
    Driver: SubtypeConstructor<typeof grpc.Client, _types_DriverClient> & { service: _types_DriverDefinition };
    DriverFlags: MessageTypeDefinition<_types_DriverFlags, _types_DriverFlags__Output>;
    DriverOptions: MessageTypeDefinition<_types_DriverOptions, _types_DriverOptions__Output>;
    Empty: MessageTypeDefinition<_types_Empty, _types_Empty__Output>;
    Flag: MessageTypeDefinition<_types_Flag, _types_Flag__Output>;
    IngressCapabilities: MessageTypeDefinition<_types_IngressCapabilities, _types_IngressCapabilities__Output>;
    K8sCapabilities: MessageTypeDefinition<_types_K8sCapabilities, _types_K8sCapabilities__Output>;
    KubernetesVersion: MessageTypeDefinition<_types_KubernetesVersion, _types_KubernetesVersion__Output>;
    LoadBalancerCapabilities: MessageTypeDefinition<
      _types_LoadBalancerCapabilities,
      _types_LoadBalancerCapabilities__Output
    >;
    NodeCount: MessageTypeDefinition<_types_NodeCount, _types_NodeCount__Output>;
    RemoveETCDSnapshotRequest: MessageTypeDefinition<
      _types_RemoveETCDSnapshotRequest,
      _types_RemoveETCDSnapshotRequest__Output
    >;
    RestoreETCDSnapshotRequest: MessageTypeDefinition<
      _types_RestoreETCDSnapshotRequest,
      _types_RestoreETCDSnapshotRequest__Output
    >;
    SaveETCDSnapshotRequest: MessageTypeDefinition<
      _types_SaveETCDSnapshotRequest,
      _types_SaveETCDSnapshotRequest__Output
    >;
    SetNodeCountRequest: MessageTypeDefinition<_types_SetNodeCountRequest, _types_SetNodeCountRequest__Output>;
    SetVersionRequest: MessageTypeDefinition<_types_SetVersionRequest, _types_SetVersionRequest__Output>;
    StringSlice: MessageTypeDefinition<_types_StringSlice, _types_StringSlice__Output>;
    UpdateRequest: MessageTypeDefinition<_types_UpdateRequest, _types_UpdateRequest__Output>;
  };
}
