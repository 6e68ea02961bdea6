package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/rancher/kontainer-engine/cluster"
	"github.com/rancher/kontainer-engine/types"

	"rancher-interop/internal/host"
	"rancher-interop/internal/report"
)

// run is one execution of a scenario.
type run struct {
	settings settings
	report   *report.Report
	log      *os.File
	store    *host.Store
	engine   *host.Engine

	// passwords are the camelCase names of the options that the driver declares as secret.
	passwords []string
	// capabilities are what the driver says that it can do.
	capabilities *types.Capabilities
}

type operate func(context.Context, *host.Operation, *report.Step) error

// step runs one operation in a driver process of its own, as one line of the report.
func (r *run) step(ctx context.Context, name string, operation operate) bool {
	return r.report.Run(name, func(line *report.Step) error {
		line.Detail = map[string]any{}
		return r.engine.Do(ctx, func(ctx context.Context, op *host.Operation) error {
			line.Detail["readyMs"] = op.Ready.Milliseconds()
			return operation(ctx, op, line)
		})
	})
}

// provision creates as Rancher's provisioner does: a create that finds the cluster to be there is followed by an
// update, which happens when the last attempt died after the driver had answered.
func (r *run) provision(ctx context.Context, name string, check operate) bool {
	exists := false
	ok := r.step(ctx, name, func(ctx context.Context, op *host.Operation, line *report.Step) error {
		r.store.Writes()
		err := op.Cluster.Create(ctx)
		if exists = errors.Is(err, cluster.ErrClusterExists); exists {
			line.Detail["then"] = "update, because the record says that the cluster exists"
			return nil
		}
		return errors.Join(err, r.examine(op, line), check(ctx, op, line))
	})
	if !ok || !exists {
		return ok
	}
	return r.step(ctx, name+"-update", func(ctx context.Context, op *host.Operation, line *report.Step) error {
		r.store.Writes()
		return errors.Join(op.Cluster.Update(ctx), r.examine(op, line), check(ctx, op, line))
	})
}

// examine shows the record that is stored now, and how its status got there, and checks what any record must satisfy.
func (r *run) examine(op *host.Operation, line *report.Step) error {
	writes := r.store.Writes()
	line.Detail["statuses"] = host.Statuses(writes)
	record, err := r.store.Get(r.engine.Spec.Name)
	if err != nil {
		return err
	}
	info := infoOf(record)
	r.report.Secrets(info)
	line.Info = report.Redact(info)
	var problems []error
	if exchange := op.Calls.LastCreate(); exchange != nil {
		line.Detail["clusterInfoGiven"] = exchange.Given != nil
	}
	// The last write before the final status is the answer of PostCheck; the one marked Post-Checking was its question.
	asked := slices.IndexFunc(writes, func(w host.Write) bool { return w.Status == cluster.PostCheck })
	if asked >= 0 && asked+1 < len(writes) {
		answered := writes[asked+1]
		if answered.Status != cluster.Error && !maps.Equal(writes[asked].Metadata, answered.Metadata) {
			problems = append(problems, errors.New("PostCheck returned other metadata than it was given"))
		}
		if slices.Contains([]string{cluster.PreCreating, cluster.Creating}, answered.Status) {
			problems = append(problems, fmt.Errorf("PostCheck returned the status %q, with which no update is possible", answered.Status))
		}
	}
	return errors.Join(problems...)
}

// remove removes the cluster and checks that the record is gone.
func (r *run) remove(ctx context.Context, name string) bool {
	return r.step(ctx, name, func(ctx context.Context, op *host.Operation, _ *report.Step) error {
		if err := op.Cluster.Remove(ctx, false); err != nil {
			return err
		}
		if _, err := r.store.Get(r.engine.Spec.Name); err == nil {
			return errors.New("the record is still there")
		}
		return nil
	})
}

// cleanUp removes what a scenario has left, even after an interrupt or when the time for the run is over. It can do no
// more than Rancher: Remove gets nothing but the record, so what a driver never reported cannot be named to it.
func (r *run) cleanUp(ctx context.Context) {
	record, err := r.store.Get(r.engine.Spec.Name)
	if err != nil {
		return
	}
	if r.settings.keep {
		r.report.Skip("clean-up", "asked to keep the cluster")
		return
	}
	r.step(context.WithoutCancel(ctx), "clean-up", func(ctx context.Context, op *host.Operation, line *report.Step) error {
		if len(record.Metadata) == 0 {
			line.Detail["warning"] = "the record has no metadata: look in the cloud for what a create may have left"
		}
		return op.Cluster.Remove(ctx, false)
	})
}

// finish looks for secrets in what the driver wrote, and shows it unless it went to a file of the user's.
func (r *run) finish(diagnostics io.Writer) {
	r.report.Run("secrets", func(line *report.Step) error {
		written, err := os.ReadFile(r.log.Name())
		if err != nil {
			return err
		}
		text := r.report.Scrub("the driver's log", string(written))
		if r.settings.log == "" {
			fmt.Fprint(diagnostics, text)
		}
		line.Detail = map[string]any{"logBytes": len(written)}
		if leaks := r.report.Leaks(); len(leaks) > 0 {
			return errors.New(strings.Join(leaks, "; "))
		}
		return nil
	})
}

// infoOf is what the cluster package would send for a record.
func infoOf(record cluster.Cluster) *types.ClusterInfo {
	return &types.ClusterInfo{
		Version:             record.Version,
		ServiceAccountToken: record.ServiceAccountToken,
		Endpoint:            record.Endpoint,
		Username:            record.Username,
		Password:            record.Password,
		RootCaCertificate:   record.RootCACert,
		ClientCertificate:   record.ClientCertificate,
		ClientKey:           record.ClientKey,
		NodeCount:           record.NodeCount,
		Metadata:            record.Metadata,
		Status:              record.Status,
	}
}
