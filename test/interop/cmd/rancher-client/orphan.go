package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"rancher-interop/internal/host"
	"rancher-interop/internal/report"
)

// runOrphan kills the driver in the middle of creates, each going on from where the last one died, and then expects
// a create to find and adopt whatever exists.
func runOrphan(ctx context.Context, r *run) {
	if !r.options(ctx) {
		return
	}
	for _, delay := range r.settings.killAfter {
		if !r.step(ctx, fmt.Sprintf("create-killed-after-%s", delay), r.killed(delay)) {
			r.cleanUp(ctx)
			return
		}
	}
	if r.provision(ctx, "create-adopts", r.expectAdopted) {
		r.credentials(ctx, "verify-token")
		r.step(ctx, "get-size", r.restored(func(ctx context.Context, op *host.Operation, line *report.Step) error {
			got, err := op.Cluster.GetClusterSize(ctx)
			line.Detail["size"] = got.GetCount()
			return err
		}))
	}
	r.cleanUp(ctx)
}

// killed is a create that does not live to see its end. If Rancher dies with the driver, nothing more is written to the
// record; if only the driver dies, Rancher sees the connection break and records an error.
func (r *run) killed(delay time.Duration) operate {
	return func(ctx context.Context, op *host.Operation, line *report.Step) error {
		var dead atomic.Bool
		timer := time.AfterFunc(delay, func() {
			dead.Store(true)
			if r.settings.crash == "rancher" {
				r.store.Freeze()
			}
			_ = op.Process.Kill()
		})
		begin := time.Now()
		err := op.Cluster.Create(ctx)
		timer.Stop()
		r.store.Thaw()
		if !dead.Load() {
			return errors.Join(fmt.Errorf("the create ended after %s, before it could be killed", time.Since(begin).Round(time.Millisecond)), err)
		}
		if err == nil {
			return errors.New("the create succeeded although its driver was killed")
		}
		line.Detail["failure"] = r.report.Scrub("the failure of the create", err.Error())
		line.Detail["statuses"] = host.Statuses(r.store.Writes())
		return nil
	}
}

func (r *run) expectAdopted(_ context.Context, op *host.Operation, line *report.Step) error {
	exchange := op.Calls.LastCreate()
	if exchange == nil {
		return nil
	}
	if r.settings.crash == "rancher" && exchange.Given != nil {
		return errors.New("the record led to a cluster_info, so this was no test of adoption")
	}
	line.Detail["metadataGiven"] = len(exchange.Given.GetMetadata())
	return nil
}
