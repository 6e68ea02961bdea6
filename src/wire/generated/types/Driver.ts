// Original file: proto/driver.proto

import type * as grpc from '@grpc/grpc-js';
import type { MethodDefinition } from '@grpc/proto-loader';
import type {
  Capabilities as _types_Capabilities,
  Capabilities__Output as _types_Capabilities__Output,
} from '../types/Capabilities.js';
import type {
  ClusterInfo as _types_ClusterInfo,
  ClusterInfo__Output as _types_ClusterInfo__Output,
} from '../types/ClusterInfo.js';
import type {
  CreateRequest as _types_CreateRequest,
  CreateRequest__Output as _types_CreateRequest__Output,
} from '../types/CreateRequest.js';
import type {
  DriverFlags as _types_DriverFlags,
  DriverFlags__Output as _types_DriverFlags__Output,
} from '../types/DriverFlags.js';
import type {
  DriverOptions as _types_DriverOptions,
  DriverOptions__Output as _types_DriverOptions__Output,
} from '../types/DriverOptions.js';
import type { Empty as _types_Empty, Empty__Output as _types_Empty__Output } from '../types/Empty.js';
import type {
  K8sCapabilities as _types_K8sCapabilities,
  K8sCapabilities__Output as _types_K8sCapabilities__Output,
} from '../types/K8sCapabilities.js';
import type {
  KubernetesVersion as _types_KubernetesVersion,
  KubernetesVersion__Output as _types_KubernetesVersion__Output,
} from '../types/KubernetesVersion.js';
import type {
  NodeCount as _types_NodeCount,
  NodeCount__Output as _types_NodeCount__Output,
} from '../types/NodeCount.js';
import type {
  RemoveETCDSnapshotRequest as _types_RemoveETCDSnapshotRequest,
  RemoveETCDSnapshotRequest__Output as _types_RemoveETCDSnapshotRequest__Output,
} from '../types/RemoveETCDSnapshotRequest.js';
import type {
  RestoreETCDSnapshotRequest as _types_RestoreETCDSnapshotRequest,
  RestoreETCDSnapshotRequest__Output as _types_RestoreETCDSnapshotRequest__Output,
} from '../types/RestoreETCDSnapshotRequest.js';
import type {
  SaveETCDSnapshotRequest as _types_SaveETCDSnapshotRequest,
  SaveETCDSnapshotRequest__Output as _types_SaveETCDSnapshotRequest__Output,
} from '../types/SaveETCDSnapshotRequest.js';
import type {
  SetNodeCountRequest as _types_SetNodeCountRequest,
  SetNodeCountRequest__Output as _types_SetNodeCountRequest__Output,
} from '../types/SetNodeCountRequest.js';
import type {
  SetVersionRequest as _types_SetVersionRequest,
  SetVersionRequest__Output as _types_SetVersionRequest__Output,
} from '../types/SetVersionRequest.js';
import type {
  UpdateRequest as _types_UpdateRequest,
  UpdateRequest__Output as _types_UpdateRequest__Output,
} from '../types/UpdateRequest.js';

export interface DriverClient extends grpc.Client {
  Create(
    argument: _types_CreateRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  Create(
    argument: _types_CreateRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  Create(
    argument: _types_CreateRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  Create(
    argument: _types_CreateRequest,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  create(
    argument: _types_CreateRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  create(
    argument: _types_CreateRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  create(
    argument: _types_CreateRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  create(
    argument: _types_CreateRequest,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;

  ETCDRemoveSnapshot(
    argument: _types_RemoveETCDSnapshotRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  ETCDRemoveSnapshot(
    argument: _types_RemoveETCDSnapshotRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  ETCDRemoveSnapshot(
    argument: _types_RemoveETCDSnapshotRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  ETCDRemoveSnapshot(
    argument: _types_RemoveETCDSnapshotRequest,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  etcdRemoveSnapshot(
    argument: _types_RemoveETCDSnapshotRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  etcdRemoveSnapshot(
    argument: _types_RemoveETCDSnapshotRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  etcdRemoveSnapshot(
    argument: _types_RemoveETCDSnapshotRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  etcdRemoveSnapshot(
    argument: _types_RemoveETCDSnapshotRequest,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;

  ETCDRestore(
    argument: _types_RestoreETCDSnapshotRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  ETCDRestore(
    argument: _types_RestoreETCDSnapshotRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  ETCDRestore(
    argument: _types_RestoreETCDSnapshotRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  ETCDRestore(
    argument: _types_RestoreETCDSnapshotRequest,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  etcdRestore(
    argument: _types_RestoreETCDSnapshotRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  etcdRestore(
    argument: _types_RestoreETCDSnapshotRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  etcdRestore(
    argument: _types_RestoreETCDSnapshotRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  etcdRestore(
    argument: _types_RestoreETCDSnapshotRequest,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;

  ETCDSave(
    argument: _types_SaveETCDSnapshotRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  ETCDSave(
    argument: _types_SaveETCDSnapshotRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  ETCDSave(
    argument: _types_SaveETCDSnapshotRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  ETCDSave(
    argument: _types_SaveETCDSnapshotRequest,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  etcdSave(
    argument: _types_SaveETCDSnapshotRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  etcdSave(
    argument: _types_SaveETCDSnapshotRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  etcdSave(
    argument: _types_SaveETCDSnapshotRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  etcdSave(
    argument: _types_SaveETCDSnapshotRequest,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;

  GetCapabilities(
    argument: _types_Empty,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Capabilities__Output>,
  ): grpc.ClientUnaryCall;
  GetCapabilities(
    argument: _types_Empty,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_Capabilities__Output>,
  ): grpc.ClientUnaryCall;
  GetCapabilities(
    argument: _types_Empty,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Capabilities__Output>,
  ): grpc.ClientUnaryCall;
  GetCapabilities(
    argument: _types_Empty,
    callback: grpc.requestCallback<_types_Capabilities__Output>,
  ): grpc.ClientUnaryCall;
  getCapabilities(
    argument: _types_Empty,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Capabilities__Output>,
  ): grpc.ClientUnaryCall;
  getCapabilities(
    argument: _types_Empty,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_Capabilities__Output>,
  ): grpc.ClientUnaryCall;
  getCapabilities(
    argument: _types_Empty,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Capabilities__Output>,
  ): grpc.ClientUnaryCall;
  getCapabilities(
    argument: _types_Empty,
    callback: grpc.requestCallback<_types_Capabilities__Output>,
  ): grpc.ClientUnaryCall;

  GetDriverCreateOptions(
    argument: _types_Empty,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;
  GetDriverCreateOptions(
    argument: _types_Empty,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;
  GetDriverCreateOptions(
    argument: _types_Empty,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;
  GetDriverCreateOptions(
    argument: _types_Empty,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;
  getDriverCreateOptions(
    argument: _types_Empty,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;
  getDriverCreateOptions(
    argument: _types_Empty,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;
  getDriverCreateOptions(
    argument: _types_Empty,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;
  getDriverCreateOptions(
    argument: _types_Empty,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;

  GetDriverUpdateOptions(
    argument: _types_Empty,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;
  GetDriverUpdateOptions(
    argument: _types_Empty,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;
  GetDriverUpdateOptions(
    argument: _types_Empty,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;
  GetDriverUpdateOptions(
    argument: _types_Empty,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;
  getDriverUpdateOptions(
    argument: _types_Empty,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;
  getDriverUpdateOptions(
    argument: _types_Empty,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;
  getDriverUpdateOptions(
    argument: _types_Empty,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;
  getDriverUpdateOptions(
    argument: _types_Empty,
    callback: grpc.requestCallback<_types_DriverFlags__Output>,
  ): grpc.ClientUnaryCall;

  GetK8sCapabilities(
    argument: _types_DriverOptions,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_K8sCapabilities__Output>,
  ): grpc.ClientUnaryCall;
  GetK8sCapabilities(
    argument: _types_DriverOptions,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_K8sCapabilities__Output>,
  ): grpc.ClientUnaryCall;
  GetK8sCapabilities(
    argument: _types_DriverOptions,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_K8sCapabilities__Output>,
  ): grpc.ClientUnaryCall;
  GetK8sCapabilities(
    argument: _types_DriverOptions,
    callback: grpc.requestCallback<_types_K8sCapabilities__Output>,
  ): grpc.ClientUnaryCall;
  getK8SCapabilities(
    argument: _types_DriverOptions,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_K8sCapabilities__Output>,
  ): grpc.ClientUnaryCall;
  getK8SCapabilities(
    argument: _types_DriverOptions,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_K8sCapabilities__Output>,
  ): grpc.ClientUnaryCall;
  getK8SCapabilities(
    argument: _types_DriverOptions,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_K8sCapabilities__Output>,
  ): grpc.ClientUnaryCall;
  getK8SCapabilities(
    argument: _types_DriverOptions,
    callback: grpc.requestCallback<_types_K8sCapabilities__Output>,
  ): grpc.ClientUnaryCall;

  GetNodeCount(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_NodeCount__Output>,
  ): grpc.ClientUnaryCall;
  GetNodeCount(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_NodeCount__Output>,
  ): grpc.ClientUnaryCall;
  GetNodeCount(
    argument: _types_ClusterInfo,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_NodeCount__Output>,
  ): grpc.ClientUnaryCall;
  GetNodeCount(
    argument: _types_ClusterInfo,
    callback: grpc.requestCallback<_types_NodeCount__Output>,
  ): grpc.ClientUnaryCall;
  getNodeCount(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_NodeCount__Output>,
  ): grpc.ClientUnaryCall;
  getNodeCount(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_NodeCount__Output>,
  ): grpc.ClientUnaryCall;
  getNodeCount(
    argument: _types_ClusterInfo,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_NodeCount__Output>,
  ): grpc.ClientUnaryCall;
  getNodeCount(
    argument: _types_ClusterInfo,
    callback: grpc.requestCallback<_types_NodeCount__Output>,
  ): grpc.ClientUnaryCall;

  GetVersion(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_KubernetesVersion__Output>,
  ): grpc.ClientUnaryCall;
  GetVersion(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_KubernetesVersion__Output>,
  ): grpc.ClientUnaryCall;
  GetVersion(
    argument: _types_ClusterInfo,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_KubernetesVersion__Output>,
  ): grpc.ClientUnaryCall;
  GetVersion(
    argument: _types_ClusterInfo,
    callback: grpc.requestCallback<_types_KubernetesVersion__Output>,
  ): grpc.ClientUnaryCall;
  getVersion(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_KubernetesVersion__Output>,
  ): grpc.ClientUnaryCall;
  getVersion(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_KubernetesVersion__Output>,
  ): grpc.ClientUnaryCall;
  getVersion(
    argument: _types_ClusterInfo,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_KubernetesVersion__Output>,
  ): grpc.ClientUnaryCall;
  getVersion(
    argument: _types_ClusterInfo,
    callback: grpc.requestCallback<_types_KubernetesVersion__Output>,
  ): grpc.ClientUnaryCall;

  PostCheck(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  PostCheck(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  PostCheck(
    argument: _types_ClusterInfo,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  PostCheck(
    argument: _types_ClusterInfo,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  postCheck(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  postCheck(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  postCheck(
    argument: _types_ClusterInfo,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  postCheck(
    argument: _types_ClusterInfo,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;

  Remove(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  Remove(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  Remove(
    argument: _types_ClusterInfo,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  Remove(argument: _types_ClusterInfo, callback: grpc.requestCallback<_types_Empty__Output>): grpc.ClientUnaryCall;
  remove(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  remove(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  remove(
    argument: _types_ClusterInfo,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  remove(argument: _types_ClusterInfo, callback: grpc.requestCallback<_types_Empty__Output>): grpc.ClientUnaryCall;

  RemoveLegacyServiceAccount(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  RemoveLegacyServiceAccount(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  RemoveLegacyServiceAccount(
    argument: _types_ClusterInfo,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  RemoveLegacyServiceAccount(
    argument: _types_ClusterInfo,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  removeLegacyServiceAccount(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  removeLegacyServiceAccount(
    argument: _types_ClusterInfo,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  removeLegacyServiceAccount(
    argument: _types_ClusterInfo,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  removeLegacyServiceAccount(
    argument: _types_ClusterInfo,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;

  SetNodeCount(
    argument: _types_SetNodeCountRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  SetNodeCount(
    argument: _types_SetNodeCountRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  SetNodeCount(
    argument: _types_SetNodeCountRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  SetNodeCount(
    argument: _types_SetNodeCountRequest,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  setNodeCount(
    argument: _types_SetNodeCountRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  setNodeCount(
    argument: _types_SetNodeCountRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  setNodeCount(
    argument: _types_SetNodeCountRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  setNodeCount(
    argument: _types_SetNodeCountRequest,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;

  SetVersion(
    argument: _types_SetVersionRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  SetVersion(
    argument: _types_SetVersionRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  SetVersion(
    argument: _types_SetVersionRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  SetVersion(
    argument: _types_SetVersionRequest,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  setVersion(
    argument: _types_SetVersionRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  setVersion(
    argument: _types_SetVersionRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  setVersion(
    argument: _types_SetVersionRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;
  setVersion(
    argument: _types_SetVersionRequest,
    callback: grpc.requestCallback<_types_Empty__Output>,
  ): grpc.ClientUnaryCall;

  Update(
    argument: _types_UpdateRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  Update(
    argument: _types_UpdateRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  Update(
    argument: _types_UpdateRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  Update(
    argument: _types_UpdateRequest,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  update(
    argument: _types_UpdateRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  update(
    argument: _types_UpdateRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  update(
    argument: _types_UpdateRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
  update(
    argument: _types_UpdateRequest,
    callback: grpc.requestCallback<_types_ClusterInfo__Output>,
  ): grpc.ClientUnaryCall;
}

export interface DriverHandlers extends grpc.UntypedServiceImplementation {
  Create: grpc.handleUnaryCall<_types_CreateRequest__Output, _types_ClusterInfo>;

  ETCDRemoveSnapshot: grpc.handleUnaryCall<_types_RemoveETCDSnapshotRequest__Output, _types_Empty>;

  ETCDRestore: grpc.handleUnaryCall<_types_RestoreETCDSnapshotRequest__Output, _types_ClusterInfo>;

  ETCDSave: grpc.handleUnaryCall<_types_SaveETCDSnapshotRequest__Output, _types_Empty>;

  GetCapabilities: grpc.handleUnaryCall<_types_Empty__Output, _types_Capabilities>;

  GetDriverCreateOptions: grpc.handleUnaryCall<_types_Empty__Output, _types_DriverFlags>;

  GetDriverUpdateOptions: grpc.handleUnaryCall<_types_Empty__Output, _types_DriverFlags>;

  GetK8sCapabilities: grpc.handleUnaryCall<_types_DriverOptions__Output, _types_K8sCapabilities>;

  GetNodeCount: grpc.handleUnaryCall<_types_ClusterInfo__Output, _types_NodeCount>;

  GetVersion: grpc.handleUnaryCall<_types_ClusterInfo__Output, _types_KubernetesVersion>;

  PostCheck: grpc.handleUnaryCall<_types_ClusterInfo__Output, _types_ClusterInfo>;

  Remove: grpc.handleUnaryCall<_types_ClusterInfo__Output, _types_Empty>;

  RemoveLegacyServiceAccount: grpc.handleUnaryCall<_types_ClusterInfo__Output, _types_Empty>;

  SetNodeCount: grpc.handleUnaryCall<_types_SetNodeCountRequest__Output, _types_Empty>;

  SetVersion: grpc.handleUnaryCall<_types_SetVersionRequest__Output, _types_Empty>;

  Update: grpc.handleUnaryCall<_types_UpdateRequest__Output, _types_ClusterInfo>;
}

export interface DriverDefinition extends grpc.ServiceDefinition {
  Create: MethodDefinition<
    _types_CreateRequest,
    _types_ClusterInfo,
    _types_CreateRequest__Output,
    _types_ClusterInfo__Output
  >;
  ETCDRemoveSnapshot: MethodDefinition<
    _types_RemoveETCDSnapshotRequest,
    _types_Empty,
    _types_RemoveETCDSnapshotRequest__Output,
    _types_Empty__Output
  >;
  ETCDRestore: MethodDefinition<
    _types_RestoreETCDSnapshotRequest,
    _types_ClusterInfo,
    _types_RestoreETCDSnapshotRequest__Output,
    _types_ClusterInfo__Output
  >;
  ETCDSave: MethodDefinition<
    _types_SaveETCDSnapshotRequest,
    _types_Empty,
    _types_SaveETCDSnapshotRequest__Output,
    _types_Empty__Output
  >;
  GetCapabilities: MethodDefinition<
    _types_Empty,
    _types_Capabilities,
    _types_Empty__Output,
    _types_Capabilities__Output
  >;
  GetDriverCreateOptions: MethodDefinition<
    _types_Empty,
    _types_DriverFlags,
    _types_Empty__Output,
    _types_DriverFlags__Output
  >;
  GetDriverUpdateOptions: MethodDefinition<
    _types_Empty,
    _types_DriverFlags,
    _types_Empty__Output,
    _types_DriverFlags__Output
  >;
  GetK8sCapabilities: MethodDefinition<
    _types_DriverOptions,
    _types_K8sCapabilities,
    _types_DriverOptions__Output,
    _types_K8sCapabilities__Output
  >;
  GetNodeCount: MethodDefinition<
    _types_ClusterInfo,
    _types_NodeCount,
    _types_ClusterInfo__Output,
    _types_NodeCount__Output
  >;
  GetVersion: MethodDefinition<
    _types_ClusterInfo,
    _types_KubernetesVersion,
    _types_ClusterInfo__Output,
    _types_KubernetesVersion__Output
  >;
  PostCheck: MethodDefinition<
    _types_ClusterInfo,
    _types_ClusterInfo,
    _types_ClusterInfo__Output,
    _types_ClusterInfo__Output
  >;
  Remove: MethodDefinition<_types_ClusterInfo, _types_Empty, _types_ClusterInfo__Output, _types_Empty__Output>;
  RemoveLegacyServiceAccount: MethodDefinition<
    _types_ClusterInfo,
    _types_Empty,
    _types_ClusterInfo__Output,
    _types_Empty__Output
  >;
  SetNodeCount: MethodDefinition<
    _types_SetNodeCountRequest,
    _types_Empty,
    _types_SetNodeCountRequest__Output,
    _types_Empty__Output
  >;
  SetVersion: MethodDefinition<
    _types_SetVersionRequest,
    _types_Empty,
    _types_SetVersionRequest__Output,
    _types_Empty__Output
  >;
  Update: MethodDefinition<
    _types_UpdateRequest,
    _types_ClusterInfo,
    _types_UpdateRequest__Output,
    _types_ClusterInfo__Output
  >;
}
