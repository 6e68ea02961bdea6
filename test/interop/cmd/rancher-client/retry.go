package main

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/rancher/kontainer-engine/cluster"

	"rancher-interop/internal/host"
	"rancher-interop/internal/report"
)

// runRetry creates with options that must fail, then with corrected ones, on top of what the first attempt left.
func runRetry(ctx context.Context, r *run) {
	if !r.options(ctx) {
		return
	}
	var kept map[string]string
	if !r.step(ctx, "create-fails", func(ctx context.Context, op *host.Operation, line *report.Step) error {
		err := op.Cluster.Create(ctx)
		examined := r.examine(op, line)
		if err == nil {
			return errors.Join(errors.New("the create succeeded"), examined)
		}
		line.Detail["failure"] = r.report.Scrub("the failure of the create", err.Error())
		kept = op.Cluster.Metadata
		return errors.Join(examined, expectKept(op))
	}) {
		r.cleanUp(ctx)
		return
	}
	r.engine.Spec.Config = r.settings.then
	if r.provision(ctx, "create-corrected", func(_ context.Context, op *host.Operation, _ *report.Step) error {
		return expectResumed(op, kept)
	}) {
		r.credentials(ctx, "verify-token")
	}
	r.cleanUp(ctx)
}

// expectKept checks that the failure came as create_error with metadata, and that the record has it.
func expectKept(op *host.Operation) error {
	exchange := op.Calls.LastCreate()
	switch {
	case exchange == nil:
		return errors.New("the create never reached the driver")
	case exchange.Returned == nil:
		return errors.New("the create failed with a gRPC error: nothing that it knew is kept")
	case exchange.Returned.CreateError == "":
		return errors.New("the create succeeded and what followed failed")
	case len(exchange.Returned.Metadata) == 0:
		return errors.New("the create failed with create_error but without metadata")
	}
	record, err := op.Cluster.PersistStore.Get(op.Cluster.Name)
	if err != nil {
		return err
	}
	if record.Status != cluster.Error || !maps.Equal(record.Metadata, exchange.Returned.Metadata) {
		return fmt.Errorf("the record has the status %q and %d metadata entries", record.Status, len(record.Metadata))
	}
	return nil
}

func expectResumed(op *host.Operation, kept map[string]string) error {
	exchange := op.Calls.LastCreate()
	if exchange == nil || exchange.Given == nil {
		return errors.New("the second create was given no cluster_info")
	}
	if !maps.Equal(exchange.Given.Metadata, kept) {
		return errors.New("the second create was given other metadata than the first returned")
	}
	return nil
}
