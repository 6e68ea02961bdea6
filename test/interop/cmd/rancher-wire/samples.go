package main

import (
	"fmt"
	"math"
	"strings"

	legacy "github.com/golang/protobuf/proto"
	"github.com/rancher/kontainer-engine/types"
)

// sample is a message to be serialised, or bytes that are to be understood as such a message.
type sample struct {
	name    string
	message legacy.Message
	// foreign bytes are legal, but not what Go writes; they are decoded into message.
	foreign []byte
}

const (
	unicode    = "Zürich ☃ 日本 \U0001F680 e\u0301 \u0000 \u2028 \"quoted\" \\ \u007f"
	aboveExact = 1<<53 + 1 // the first integer that a float64 cannot hold
)

func samples() []sample {
	return append(append(append(flags(), options()...), clusters()...), append(requests(), foreign()...)...)
}

func flags() []sample {
	everyType := &types.DriverFlags{Options: map[string]*types.Flag{
		"a-string": {
			Type: types.StringType, Usage: unicode, Value: "value", Default: &types.Default{DefaultString: unicode},
		},
		"b-bool":      {Type: types.BoolType, Default: &types.Default{DefaultBool: true}},
		"c-bool-ptr":  {Type: types.BoolPointerType},
		"d-int":       {Type: types.IntType, Default: &types.Default{DefaultInt: math.MinInt64}},
		"e-int-ptr":   {Type: types.IntPointerType},
		"f-slice":     {Type: types.StringSliceType, Default: &types.Default{DefaultStringSlice: slice("x", "", "y")}},
		"g-password":  {Type: types.StringType, Password: true},
		"h-no-values": {Type: types.StringSliceType, Default: &types.Default{DefaultStringSlice: slice()}},
	}}
	return []sample{
		{name: "empty", message: &types.Empty{}},
		{name: "empty", message: &types.DriverFlags{}},
		{name: "full", message: everyType},
		{name: "one entry", message: &types.DriverFlags{Options: map[string]*types.Flag{"a-b": {Type: "string"}}}},
		{name: "a flag of nothing, under an empty name", message: &types.DriverFlags{Options: map[string]*types.Flag{"": {}}}},
		{name: "empty", message: &types.Flag{}},
		{name: "full", message: &types.Flag{Type: "string", Usage: "u", Value: "v", Default: fullDefault(), Password: true}},
		{name: "a default that is there but says nothing", message: &types.Flag{Type: "string", Default: &types.Default{}}},
		{name: "empty", message: &types.Default{}},
		{name: "full", message: fullDefault()},
		{name: "a slice without values is not the same as none", message: &types.Default{DefaultStringSlice: slice()}},
		{name: "empty", message: slice()},
		{name: "full", message: slice("a", "", unicode, "a")},
		{name: "one empty string", message: slice("")},
	}
}

func options() []sample {
	integers := map[string]int64{
		"above-exact": aboveExact, "below-exact": -aboveExact, "max": math.MaxInt64, "min": math.MinInt64,
		"minus-one": -1, "one": 1, "zero": 0, "uint32": math.MaxUint32,
	}
	samples := []sample{
		{name: "empty", message: &types.DriverOptions{}},
		{name: "empty maps are written as nothing", message: &types.DriverOptions{
			BoolOptions: map[string]bool{}, StringOptions: map[string]string{}, IntOptions: map[string]int64{},
			StringSliceOptions: map[string]*types.StringSlice{},
		}},
		{name: "full", message: fullOptions()},
		{name: "integers at the limits", message: &types.DriverOptions{IntOptions: integers}},
		{name: "entries with zero values are entries", message: &types.DriverOptions{
			BoolOptions: map[string]bool{"b": false}, StringOptions: map[string]string{"s": ""},
			IntOptions: map[string]int64{"i": 0}, StringSliceOptions: map[string]*types.StringSlice{"l": {}},
		}},
		{name: "keys that mean something in JavaScript", message: &types.DriverOptions{StringOptions: map[string]string{
			"": "empty", "10": "ten", "9": "nine", "__proto__": "p", "constructor": "c", "toString": "t", "hasOwnProperty": "h",
		}}},
		{name: "a unicode key", message: &types.DriverOptions{StringOptions: map[string]string{unicode: unicode}}},
	}
	for _, name := range []string{"above-exact", "below-exact", "max", "min"} {
		samples = append(samples, sample{
			name: "integer " + name, message: &types.DriverOptions{IntOptions: map[string]int64{name: integers[name]}},
		})
	}
	return samples
}

func clusters() []sample {
	samples := []sample{
		{name: "empty", message: &types.ClusterInfo{}},
		{name: "full", message: fullInfo()},
		{name: "several metadata entries", message: &types.ClusterInfo{Metadata: map[string]string{
			"a": "1", "state": `{"version":1}`, unicode: unicode, "empty": "",
		}}},
		{name: "a long state", message: &types.ClusterInfo{Metadata: map[string]string{"state": strings.Repeat("0123456789", 100)}}},
		{name: "node count above what is exact", message: &types.ClusterInfo{NodeCount: aboveExact}},
		{name: "node count below zero", message: &types.ClusterInfo{NodeCount: -1}},
		{name: "empty", message: &types.KubernetesVersion{}},
		{name: "full", message: &types.KubernetesVersion{Version: "v1.31.0+rke2r1"}},
		{name: "empty", message: &types.NodeCount{}},
		{name: "full", message: &types.NodeCount{Count: 3}},
		{name: "max", message: &types.NodeCount{Count: math.MaxInt64}},
		{name: "min", message: &types.NodeCount{Count: math.MinInt64}},
		{name: "above what is exact", message: &types.NodeCount{Count: aboveExact}},
		{name: "empty", message: &types.Capabilities{}},
		{name: "full", message: &types.Capabilities{Capabilities: map[int64]bool{0: true, 1: true, 2: true, 3: false, 4: true}}},
		{name: "keys at the limits", message: &types.Capabilities{Capabilities: map[int64]bool{
			math.MinInt64: true, -aboveExact: true, -1: true, 0: false, aboveExact: true, math.MaxInt64: true,
		}}},
		{name: "empty", message: &types.K8SCapabilities{}},
		{name: "full", message: fullK8sCapabilities()},
		{name: "empty parts", message: &types.K8SCapabilities{
			L4LoadBalancer: &types.LoadBalancerCapabilities{}, IngressControllers: []*types.IngressCapabilities{{}, {}},
		}},
		{name: "empty", message: &types.LoadBalancerCapabilities{}},
		{name: "full", message: fullK8sCapabilities().L4LoadBalancer},
		{name: "empty", message: &types.IngressCapabilities{}},
		{name: "full", message: fullK8sCapabilities().IngressControllers[0]},
	}
	for _, key := range []int64{math.MinInt64, -1, 0, 4, aboveExact, math.MaxInt64} {
		samples = append(samples, sample{
			name: fmt.Sprintf("key %d", key), message: &types.Capabilities{Capabilities: map[int64]bool{key: true}},
		})
	}
	return samples
}

// requests come empty, full, and with parts that are there but empty: a create whose cluster_info is empty is a retry.
func requests() []sample {
	info, given := fullInfo(), fullOptions()
	return []sample{
		{name: "empty", message: &types.CreateRequest{}},
		{name: "full", message: &types.CreateRequest{DriverOptions: given, ClusterInfo: info}},
		{name: "first attempt", message: &types.CreateRequest{DriverOptions: given}},
		{name: "retry of which nothing is known", message: &types.CreateRequest{
			DriverOptions: &types.DriverOptions{}, ClusterInfo: &types.ClusterInfo{},
		}},
		{name: "empty", message: &types.UpdateRequest{}},
		{name: "full", message: &types.UpdateRequest{ClusterInfo: info, DriverOptions: given}},
		{name: "empty", message: &types.SetVersionRequest{}},
		{name: "full", message: &types.SetVersionRequest{Info: info, Version: &types.KubernetesVersion{Version: "v1.31.0"}}},
		{name: "empty", message: &types.SetNodeCountRequest{}},
		{name: "full", message: &types.SetNodeCountRequest{Info: info, Count: &types.NodeCount{Count: 3}}},
		{name: "down to zero", message: &types.SetNodeCountRequest{Count: &types.NodeCount{}}},
		{name: "empty", message: &types.SaveETCDSnapshotRequest{}},
		{name: "full", message: &types.SaveETCDSnapshotRequest{Info: info, DriverOptions: given, SnapshotName: unicode}},
		{name: "empty", message: &types.RestoreETCDSnapshotRequest{}},
		{name: "full", message: &types.RestoreETCDSnapshotRequest{Info: info, DriverOptions: given, SnapshotName: "s"}},
		{name: "empty", message: &types.RemoveETCDSnapshotRequest{}},
		{name: "full", message: &types.RemoveETCDSnapshotRequest{Info: info, DriverOptions: given, SnapshotName: "s"}},
	}
}

// foreign are encodings that Go does not write and every decoder must understand.
func foreign() []sample {
	return []sample{
		{name: "decode only: an unknown field is skipped", message: &types.NodeCount{}, foreign: []byte{0x7a, 1, 'x', 0x08, 3}},
		{name: "decode only: the last value wins", message: &types.NodeCount{}, foreign: []byte{0x08, 3, 0x08, 4}},
		{name: "decode only: a zero that is written", message: &types.NodeCount{}, foreign: []byte{0x08, 0}},
		{name: "decode only: an entry without its value", message: &types.Capabilities{}, foreign: []byte{0x0a, 2, 0x08, 4}},
		{name: "decode only: an entry without its key", message: &types.Capabilities{}, foreign: []byte{0x0a, 2, 0x10, 1}},
		{name: "decode only: an entry of nothing", message: &types.Capabilities{}, foreign: []byte{0x0a, 0}},
		{name: "decode only: value before key", message: &types.Capabilities{}, foreign: []byte{0x0a, 4, 0x10, 1, 0x08, 4}},
		{name: "decode only: the same key twice", message: &types.Capabilities{}, foreign: []byte{0x0a, 4, 8, 4, 16, 0, 0x0a, 4, 8, 4, 16, 1}},
		{name: "decode only: a message in two pieces", message: &types.CreateRequest{}, foreign: []byte{
			0x12, 4, 0x0a, 2, 'v', '1', 0x12, 4, 0x1a, 2, 'e', 'p',
		}},
	}
}

func slice(values ...string) *types.StringSlice { return &types.StringSlice{Value: values} }

func fullDefault() *types.Default {
	return &types.Default{
		DefaultBool: true, DefaultString: "d", DefaultStringSlice: slice("a", "b"), DefaultInt: aboveExact,
	}
}

// fullOptions has one entry in each map, so that there is only one way to write it.
func fullOptions() *types.DriverOptions {
	return &types.DriverOptions{
		BoolOptions:        map[string]bool{"private": true},
		StringOptions:      map[string]string{"region": unicode},
		IntOptions:         map[string]int64{"nodeCount": math.MaxInt64},
		StringSliceOptions: map[string]*types.StringSlice{"zones": slice("a", "b")},
	}
}

func fullInfo() *types.ClusterInfo {
	return &types.ClusterInfo{
		Version:             "v1.31.0",
		ServiceAccountToken: "token",
		Endpoint:            "https://example.org:6443",
		Username:            "user",
		Password:            unicode,
		RootCaCertificate:   "cm9vdA==",
		ClientCertificate:   "Y2VydA==",
		ClientKey:           "a2V5",
		NodeCount:           3,
		Metadata:            map[string]string{"state": `{"version":1,"name":"Zürich"}`},
		Status:              "Running",
		CreateError:         "create failed",
	}
}

func fullK8sCapabilities() *types.K8SCapabilities {
	return &types.K8SCapabilities{
		L4LoadBalancer: &types.LoadBalancerCapabilities{
			Enabled: true, Provider: "provider", ProtocolsSupported: []string{"TCP", "UDP"}, HealthCheckSupported: true,
		},
		IngressControllers: []*types.IngressCapabilities{
			{IngressProvider: "nginx", CustomDefaultBackend: true}, {IngressProvider: "other"},
		},
		NodePoolScalingSupported: true,
		NodePortRange:            "30000-32767",
	}
}
