package reference

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/rancher/kontainer-engine/drivers/options"
	"github.com/rancher/kontainer-engine/types"
)

// The keys are prefixed because Rancher lays metadata over the options: a bare "name" would win over the user's.
const (
	nameKey     = "reference/name"
	attemptsKey = "reference/attempts"
)

// Mint makes the token of a cluster that can be reached.
type Mint func(context.Context, *types.ClusterInfo) (string, error)

// driver implements types.Driver on the make-believe cloud.
type driver struct {
	cloud *cloud
	mint  Mint
}

// wish is what the options ask for; zero values stand for what was not given.
type wish struct {
	name       string
	version    string
	nodes      int64
	failCreate string
	delay      time.Duration
}

// read understands both spellings: Rancher sends camelCase, the kontainer-engine CLI kebab-case.
func read(given *types.DriverOptions) (wish, error) {
	if given == nil {
		return wish{}, errors.New("there are no options")
	}
	text := func(keys ...string) string {
		value, _ := options.GetValueFromDriverOptions(given, types.StringType, keys...).(string)
		return value
	}
	number := func(keys ...string) int64 {
		value, _ := options.GetValueFromDriverOptions(given, types.IntType, keys...).(int64)
		return value
	}
	w := wish{
		name:       text("name"),
		version:    text("kubernetesVersion", "kubernetes-version"),
		nodes:      number("nodeCount", "node-count"),
		failCreate: text("failCreate", "fail-create"),
		delay:      time.Duration(number("createDelayMs", "create-delay-ms")) * time.Millisecond,
	}
	limit := options.GetValueFromDriverOptions(given, types.IntPointerType, "maxNodes", "max-nodes")
	if most, ok := limit.(*int64); ok && *most > 0 && w.nodes > *most {
		return w, fmt.Errorf("node-count %d is more than max-nodes %d", w.nodes, *most)
	}
	if w.nodes < 0 {
		return w, fmt.Errorf("node-count %d is negative", w.nodes)
	}
	return w, nil
}

func (d *driver) GetDriverCreateOptions(context.Context) (*types.DriverFlags, error) {
	return createFlags(), nil
}

func (d *driver) GetDriverUpdateOptions(context.Context) (*types.DriverFlags, error) {
	return updateFlags(), nil
}

// Create adopts an instance of the same name. An error beside an info reaches the host as create_error.
func (d *driver) Create(ctx context.Context, given *types.DriverOptions, earlier *types.ClusterInfo) (*types.ClusterInfo, error) {
	w, err := read(given)
	if err != nil {
		return nil, err
	}
	if w.name == "" {
		return nil, errors.New("name is required")
	}
	info := &types.ClusterInfo{Metadata: map[string]string{nameKey: w.name, attemptsKey: "1"}}
	retried := earlier.GetMetadata()[attemptsKey] != ""
	switch {
	case w.failCreate == "plain":
		return nil, errors.New("create failed as asked, and kept nothing")
	case w.failCreate == "always" || (w.failCreate == "once" && !retried):
		return info, errors.New("create failed as asked")
	}
	if err := d.cloud.change(func(instances map[string]instance) error {
		made, exists := instances[w.name]
		if !exists {
			made.Version, made.Nodes = "v1.30.0", 1
			made.Creates++
			if made.Authority, err = newAuthority(); err != nil {
				return err
			}
		}
		instances[w.name] = w.apply(made)
		return nil
	}); err != nil {
		return info, err
	}
	select {
	case <-ctx.Done():
		return info, ctx.Err()
	case <-time.After(w.delay):
	}
	return d.fill(info, w.name)
}

func (d *driver) Update(_ context.Context, info *types.ClusterInfo, given *types.DriverOptions) (*types.ClusterInfo, error) {
	w, err := read(given)
	if err != nil {
		return nil, err
	}
	name := info.GetMetadata()[nameKey]
	if err := d.edit(name, w.apply); err != nil {
		return nil, err
	}
	return d.fill(info, name)
}

// PostCheck returns what it was given, with a token. The make-believe cloud's own clusters cannot be reached and have no
// client certificate; their token is made up, and always the same for one cluster.
func (d *driver) PostCheck(ctx context.Context, info *types.ClusterInfo) (*types.ClusterInfo, error) {
	if d.mint == nil || info.GetClientCertificate() == "" {
		info.ServiceAccountToken = "reference-token-of-" + info.GetMetadata()[nameKey]
		return info, nil
	}
	token, err := d.mint(ctx, info)
	info.ServiceAccountToken = token
	return info, err
}

func (d *driver) Remove(_ context.Context, info *types.ClusterInfo) error {
	return d.cloud.change(func(instances map[string]instance) error {
		delete(instances, info.GetMetadata()[nameKey])
		return nil
	})
}

func (d *driver) GetVersion(_ context.Context, info *types.ClusterInfo) (*types.KubernetesVersion, error) {
	found, _, err := d.cloud.find(info.GetMetadata()[nameKey])
	return &types.KubernetesVersion{Version: found.Version}, err
}

func (d *driver) SetVersion(_ context.Context, info *types.ClusterInfo, version *types.KubernetesVersion) error {
	return d.edit(info.GetMetadata()[nameKey], wish{version: version.GetVersion()}.apply)
}

func (d *driver) GetClusterSize(_ context.Context, info *types.ClusterInfo) (*types.NodeCount, error) {
	found, _, err := d.cloud.find(info.GetMetadata()[nameKey])
	return &types.NodeCount{Count: found.Nodes}, err
}

func (d *driver) SetClusterSize(_ context.Context, info *types.ClusterInfo, count *types.NodeCount) error {
	return d.edit(info.GetMetadata()[nameKey], wish{nodes: count.GetCount()}.apply)
}

func (d *driver) GetCapabilities(context.Context) (*types.Capabilities, error) {
	capabilities := &types.Capabilities{Capabilities: map[int64]bool{}}
	for capability := int64(types.GetVersionCapability); capability <= types.SetClusterSizeCapability; capability++ {
		capabilities.AddCapability(capability)
	}
	return capabilities, nil
}

func (d *driver) GetK8SCapabilities(context.Context, *types.DriverOptions) (*types.K8SCapabilities, error) {
	return &types.K8SCapabilities{
		L4LoadBalancer: &types.LoadBalancerCapabilities{
			Enabled: true, Provider: "reference", ProtocolsSupported: []string{"TCP", "UDP"}, HealthCheckSupported: true,
		},
		IngressControllers:       []*types.IngressCapabilities{{IngressProvider: "reference", CustomDefaultBackend: true}},
		NodePoolScalingSupported: true,
		NodePortRange:            "30000-32767",
	}, nil
}

func (d *driver) RemoveLegacyServiceAccount(context.Context, *types.ClusterInfo) error { return nil }

var errNoBackups = errors.New("etcd backups are not supported")

func (d *driver) ETCDSave(context.Context, *types.ClusterInfo, *types.DriverOptions, string) error {
	return errNoBackups
}

func (d *driver) ETCDRestore(context.Context, *types.ClusterInfo, *types.DriverOptions, string) (*types.ClusterInfo, error) {
	return nil, errNoBackups
}

func (d *driver) ETCDRemoveSnapshot(context.Context, *types.ClusterInfo, *types.DriverOptions, string) error {
	return errNoBackups
}

// apply changes what the wish names and leaves the rest.
func (w wish) apply(to instance) instance {
	if w.version != "" {
		to.Version = w.version
	}
	if w.nodes > 0 {
		to.Nodes = w.nodes
	}
	return to
}

func (d *driver) edit(name string, apply func(instance) instance) error {
	return d.cloud.change(func(instances map[string]instance) error {
		found, ok := instances[name]
		if !ok {
			return fmt.Errorf("there is no cluster %q", name)
		}
		instances[name] = apply(found)
		return nil
	})
}

func (d *driver) fill(info *types.ClusterInfo, name string) (*types.ClusterInfo, error) {
	found, ok, err := d.cloud.find(name)
	if err != nil || !ok {
		return nil, errors.Join(err, fmt.Errorf("there is no cluster %q", name))
	}
	info.Version, info.NodeCount = found.Version, found.Nodes
	info.Endpoint, info.RootCaCertificate = "https://127.0.0.1:1", found.Authority
	return info, nil
}
