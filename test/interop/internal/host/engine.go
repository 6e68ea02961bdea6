package host

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/rancher/kontainer-engine/cluster"
)

// Timing is how patiently a driver is awaited.
type Timing struct {
	// Rancher sleeps five seconds before it looks, and after the n-th failure n squared seconds, six times.
	Faithful bool
	// Ready bounds the wait for a driver that is not awaited faithfully.
	Ready time.Duration
	// Operation bounds one operation. Rancher has no such limit; a test must have one.
	Operation time.Duration
}

// Engine runs operations on one cluster, each in a driver process of its own, after service.EngineService.
type Engine struct {
	Launcher   Launcher
	Store      *Store
	DriverName string
	Spec       Spec
	Timing     Timing

	started []*Process
}

// Operation is one driver process with a client on it.
type Operation struct {
	// Cluster is Rancher's own state machine, wired to the driver, the store and the spec.
	Cluster *cluster.Cluster
	Calls   *Observer
	Process *Process
	// Ready is how long it took from the start of the process to its first answer.
	Ready time.Duration
}

// Do starts a driver, hands it to the operation, and kills it, whatever happened.
func (e *Engine) Do(ctx context.Context, operate func(context.Context, *Operation) error) error {
	begin := time.Now()
	process, err := e.Launcher.Start()
	if err != nil {
		return err
	}
	e.started = append(e.started, process)
	ctx, cancel := context.WithTimeout(ctx, e.Timing.Operation)
	defer cancel()
	operation, err := e.connect(ctx, process)
	if err != nil {
		return errors.Join(err, process.Kill())
	}
	operation.Ready = time.Since(begin)
	err = operate(ctx, operation)
	return errors.Join(err, operation.Calls.Close(), process.Kill())
}

// End kills whatever the drivers of this engine have left behind.
func (e *Engine) End() {
	for _, process := range e.started {
		process.End()
	}
}

// connect follows service.convertCluster: GetCapabilities is the only sign of life that Rancher asks for.
func (e *Engine) connect(ctx context.Context, process *Process) (*Operation, error) {
	if e.Timing.Faithful {
		if err := sleep(ctx, 5*time.Second); err != nil {
			return nil, err
		}
	} else {
		ready, cancel := context.WithTimeout(ctx, e.Timing.Ready)
		defer cancel()
		if err := process.WaitForPort(ready); err != nil {
			return nil, err
		}
	}
	target, err := cluster.NewCluster(e.DriverName, e.Spec.Name, process.Address, e.Spec, e.Store)
	if err != nil {
		return nil, fmt.Errorf("connect to driver: %w", err)
	}
	calls := &Observer{CloseableDriver: target.Driver}
	target.Driver = calls
	for failures := 0; ; {
		_, err := target.GetCapabilities(ctx)
		if err == nil {
			return &Operation{Cluster: target, Calls: calls, Process: process}, nil
		}
		if failures++; failures > 6 {
			return nil, errors.Join(fmt.Errorf("check that the driver is up: %w", err), calls.Close())
		}
		if err := sleep(ctx, time.Duration(failures*failures)*time.Second); err != nil {
			return nil, errors.Join(err, calls.Close())
		}
	}
}

// Restore fills the operation's cluster from the store, as the kontainer-engine CLI does before calls that the
// cluster package passes straight through.
func (e *Engine) Restore(operation *Operation) error {
	record, err := e.Store.Get(e.Spec.Name)
	if err != nil {
		return err
	}
	driver := operation.Cluster.Driver
	*operation.Cluster = record
	operation.Cluster.Name, operation.Cluster.DriverName = e.Spec.Name, e.DriverName
	operation.Cluster.Driver, operation.Cluster.ConfigGetter, operation.Cluster.PersistStore = driver, e.Spec, e.Store
	return nil
}

// Endpoint is the address that Rancher makes of what a driver returned.
func Endpoint(returned string) string {
	if strings.HasPrefix(returned, "https://") {
		return returned
	}
	return "https://" + returned
}

func sleep(ctx context.Context, duration time.Duration) error {
	select {
	case <-ctx.Done():
		return fmt.Errorf("wait for driver: %w", ctx.Err())
	case <-time.After(duration):
		return nil
	}
}
