package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/rancher/kontainer-engine/cluster"
	"github.com/rancher/kontainer-engine/types"

	"rancher-interop/internal/host"
	"rancher-interop/internal/report"
)

// runLife takes a cluster through everything that Rancher, or the kontainer-engine CLI, does with one.
func runLife(ctx context.Context, r *run) {
	if !r.options(ctx) {
		return
	}
	if !r.provision(ctx, "create", expectCreated) {
		r.cleanUp(ctx)
		return
	}
	r.credentials(ctx, "verify-token")
	r.removeLegacyAccount(ctx)
	token := r.renew(ctx, "post-check", "")
	r.look(ctx, "", "", 0)
	r.k8sCapabilities(ctx)

	r.update(ctx, "update-without-secrets", r.engine.Spec.Without(r.passwords))
	r.rotate(ctx, token)
	r.upgrade(ctx)
	r.scale(ctx)

	r.renew(ctx, "renew-token", token)
	r.credentials(ctx, "verify-token-again")
	r.etcd(ctx)
	r.removeThrice(ctx)
}

func expectCreated(_ context.Context, op *host.Operation, _ *report.Step) error {
	if exchange := op.Calls.LastCreate(); exchange != nil && exchange.Given != nil {
		return errors.New("a first create was given a cluster_info")
	}
	return nil
}

// credentials checks what the driver returned the hard way: with a TLS connection to the cluster.
func (r *run) credentials(ctx context.Context, name string) {
	r.report.Run(name, func(line *report.Step) error {
		record, err := r.store.Get(r.engine.Spec.Name)
		if err != nil {
			return err
		}
		info := infoOf(record)
		err = checkCredentials(info)
		if r.settings.tokenCheck {
			err = errors.Join(err, checkToken(ctx, info))
		}
		line.Detail = map[string]any{"calledCluster": r.settings.tokenCheck, "endpoint": host.Endpoint(info.Endpoint)}
		return err
	})
}

func (r *run) removeLegacyAccount(ctx context.Context) {
	r.step(ctx, "remove-legacy-service-account", func(ctx context.Context, op *host.Operation, _ *report.Step) error {
		return op.Cluster.RemoveLegacyServiceAccount(ctx)
	})
}

// renew asks for the token alone, and compares it with the one that is stored and with an earlier one.
func (r *run) renew(ctx context.Context, name, earlier string) string {
	var token string
	r.step(ctx, name, func(ctx context.Context, op *host.Operation, line *report.Step) error {
		before, err := r.store.Get(r.engine.Spec.Name)
		if err != nil {
			return err
		}
		r.store.Writes()
		if err := op.Cluster.GenerateServiceAccount(ctx); err != nil {
			return err
		}
		err = r.examine(op, line)
		token = op.Cluster.ServiceAccountToken
		if token != before.ServiceAccountToken || (earlier != "" && token != earlier) {
			err = errors.Join(err, errors.New("the token is another one than before"))
		}
		if !maps.Equal(op.Cluster.Metadata, before.Metadata) {
			err = errors.Join(err, errors.New("PostCheck returned other metadata than it was given"))
		}
		if op.Cluster.Status != before.Status {
			err = errors.Join(err, fmt.Errorf("PostCheck was given the status %q and returned %q, which is now stored", before.Status, op.Cluster.Status))
		}
		return err
	})
	return token
}

// look reads version and size; an empty or zero expectation stands for any answer.
func (r *run) look(ctx context.Context, suffix, version string, size int64) {
	r.step(ctx, "get-version"+suffix, r.restored(func(ctx context.Context, op *host.Operation, line *report.Step) error {
		got, err := op.Cluster.GetVersion(ctx)
		line.Detail["version"] = got.GetVersion()
		if err != nil || !r.capabilities.HasGetVersionCapability() {
			return err
		}
		if got.GetVersion() == "" || (version != "" && got.GetVersion() != version) {
			return fmt.Errorf("the version is %q, expected %q", got.GetVersion(), version)
		}
		return nil
	}))
	r.step(ctx, "get-size"+suffix, r.restored(func(ctx context.Context, op *host.Operation, line *report.Step) error {
		got, err := op.Cluster.GetClusterSize(ctx)
		found := got.GetCount()
		line.Detail["size"] = found
		if err != nil || !r.capabilities.HasGetClusterSizeCapability() {
			return err
		}
		if found < 1 || (size != 0 && found != size) {
			return fmt.Errorf("the size is %d, expected %d", found, size)
		}
		return nil
	}))
}

func (r *run) k8sCapabilities(ctx context.Context) {
	r.step(ctx, "k8s-capabilities", func(ctx context.Context, op *host.Operation, line *report.Step) error {
		got, err := op.Cluster.GetK8SCapabilities(ctx)
		line.Detail["capabilities"] = got
		return err
	})
}

// update edits the cluster through Rancher's own Update, which lays the record over the options.
func (r *run) update(ctx context.Context, name string, edited host.Spec) bool {
	original := r.engine.Spec
	r.engine.Spec = edited
	defer func() { r.engine.Spec = original }()
	return r.step(ctx, name, func(ctx context.Context, op *host.Operation, line *report.Step) error {
		r.store.Writes()
		err := op.Cluster.Update(ctx)
		if op.Calls.LastUpdate() == nil {
			return errors.Join(err, errors.New("the update never reached the driver's Update"))
		}
		err = errors.Join(err, r.examine(op, line))
		if slices.Contains([]string{cluster.Error, cluster.PreCreating, cluster.Creating}, op.Cluster.Status) {
			err = errors.Join(err, fmt.Errorf("the status is now %q: the next update would not be one", op.Cluster.Status))
		}
		return err
	})
}

// rotate exchanges a credential through Update, and asks for the token with what is stored then: it stays the same.
func (r *run) rotate(ctx context.Context, token string) {
	edit := r.settings.rotate
	if edit == nil {
		r.report.Skip("rotate", "no --rotate given")
		return
	}
	r.engine.Spec = r.engine.Spec.With(map[string]any{edit.option: edit.credential})
	if r.update(ctx, "rotate", r.engine.Spec) {
		r.renew(ctx, "renew-token-after-rotate", token)
	}
}

func (r *run) scale(ctx context.Context) {
	edit := r.settings.scale
	if edit == nil {
		r.report.Skip("scale", "no --scale given")
		return
	}
	r.engine.Spec = r.engine.Spec.With(map[string]any{edit.option: float64(edit.size)})
	if r.update(ctx, "scale", r.engine.Spec) {
		r.look(ctx, "-after-scale", "", edit.size)
	}
	size := edit.size + 1
	ok := r.step(ctx, "set-size", r.restored(func(ctx context.Context, op *host.Operation, line *report.Step) error {
		line.Detail["size"] = size
		err := op.Cluster.SetClusterSize(ctx, &types.NodeCount{Count: size})
		return tolerate(err, r.capabilities.HasSetClusterSizeCapability(), line)
	}))
	if ok && r.capabilities.HasSetClusterSizeCapability() {
		r.look(ctx, "-after-set-size", "", size)
	}
}

// upgrade sets the version through Update, and then the same one through SetVersion, which has nothing left to do.
func (r *run) upgrade(ctx context.Context) {
	edit := r.settings.upgrade
	if edit == nil {
		r.report.Skip("upgrade", "no --upgrade given")
		return
	}
	r.engine.Spec = r.engine.Spec.With(map[string]any{edit.option: edit.version})
	if r.update(ctx, "upgrade", r.engine.Spec) {
		r.look(ctx, "-after-upgrade", edit.version, 0)
	}
	r.step(ctx, "set-version", r.restored(func(ctx context.Context, op *host.Operation, line *report.Step) error {
		err := op.Cluster.SetVersion(ctx, &types.KubernetesVersion{Version: edit.version})
		return tolerate(err, r.capabilities.HasSetVersionCapability(), line)
	}))
}

// etcd reports what the backup calls answer; a driver that does not claim the ability must refuse them.
func (r *run) etcd(ctx context.Context) {
	calls := map[string]func(context.Context, *cluster.Cluster) error{
		"etcd-save":            func(ctx context.Context, c *cluster.Cluster) error { return c.ETCDSave(ctx, "snapshot") },
		"etcd-restore":         func(ctx context.Context, c *cluster.Cluster) error { return c.ETCDRestore(ctx, "snapshot") },
		"etcd-remove-snapshot": func(ctx context.Context, c *cluster.Cluster) error { return c.ETCDRemoveSnapshot(ctx, "snapshot") },
	}
	for _, name := range []string{"etcd-save", "etcd-restore", "etcd-remove-snapshot"} {
		r.step(ctx, name, func(ctx context.Context, op *host.Operation, line *report.Step) error {
			err := calls[name](ctx, op.Cluster)
			if err == nil && !r.capabilities.HasEtcdBackupCapability() {
				return errors.New("succeeded although the driver does not claim to have backups")
			}
			return tolerate(err, false, line)
		})
	}
}

// removeThrice removes the cluster, then a cluster that is gone, then one of which nothing is known: each is a success.
func (r *run) removeThrice(ctx context.Context) {
	record, err := r.store.Get(r.engine.Spec.Name)
	if err != nil || !r.remove(ctx, "remove") {
		r.cleanUp(ctx)
		return
	}
	again := func(name string, record cluster.Cluster) {
		if err := r.store.Store(record); err == nil {
			r.remove(ctx, name)
		}
	}
	again("remove-what-is-gone", record)
	again("remove-without-metadata", cluster.Cluster{Name: record.Name, DriverName: record.DriverName, Status: cluster.Error})
}

// restored prepares the cluster for calls that the cluster package passes on without reading the record.
func (r *run) restored(then operate) operate {
	return func(ctx context.Context, op *host.Operation, line *report.Step) error {
		if err := r.engine.Restore(op); err != nil {
			return err
		}
		return then(ctx, op, line)
	}
}

// tolerate turns an error into a detail where success was never promised.
func tolerate(err error, promised bool, line *report.Step) error {
	if err == nil || promised {
		return err
	}
	line.Detail["answered"] = err.Error()
	return nil
}
