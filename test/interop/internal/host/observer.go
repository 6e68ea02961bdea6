package host

import (
	"context"
	"sync"

	"github.com/rancher/kontainer-engine/types"
)

// Observer passes calls through and remembers what the cluster package sent and received in Create and Update, which
// that package does not tell its caller: whether it handed over an earlier state, and how a create failed.
type Observer struct {
	types.CloseableDriver

	mu     sync.Mutex
	create *Exchange
	update *Exchange
}

// Exchange is one call as it went over the wire.
type Exchange struct {
	Options *types.DriverOptions
	// Given is the cluster_info of the request; nil if there was none.
	Given *types.ClusterInfo
	// Returned is the answer; nil if the call ended in a gRPC error.
	Returned *types.ClusterInfo
}

// Create implements types.Driver.
func (o *Observer) Create(ctx context.Context, options *types.DriverOptions, given *types.ClusterInfo) (*types.ClusterInfo, error) {
	exchange := &Exchange{Options: options, Given: given}
	o.remember(&o.create, exchange)
	returned, err := o.CloseableDriver.Create(ctx, options, given)
	exchange.Returned = returned
	return returned, err
}

// Update implements types.Driver.
func (o *Observer) Update(ctx context.Context, given *types.ClusterInfo, options *types.DriverOptions) (*types.ClusterInfo, error) {
	exchange := &Exchange{Options: options, Given: given}
	o.remember(&o.update, exchange)
	returned, err := o.CloseableDriver.Update(ctx, given, options)
	exchange.Returned = returned
	return returned, err
}

// LastCreate returns the last create call, or nil.
func (o *Observer) LastCreate() *Exchange { return o.recall(&o.create) }

// LastUpdate returns the last update call, or nil.
func (o *Observer) LastUpdate() *Exchange { return o.recall(&o.update) }

func (o *Observer) remember(slot **Exchange, exchange *Exchange) {
	o.mu.Lock()
	defer o.mu.Unlock()
	*slot = exchange
}

func (o *Observer) recall(slot **Exchange) *Exchange {
	o.mu.Lock()
	defer o.mu.Unlock()
	return *slot
}
