// Package log stands in for the package of the same name in rancher/rke, whose module would otherwise have to be
// downloaded whole. kontainer-engine's gRPC server calls SetLogger for a request that carries a log-id, and nothing
// built here reads the logger back.
package log

import "context"

type contextKey struct{}

// SetLogger returns a context that carries logger.
func SetLogger(ctx context.Context, logger any) context.Context {
	return context.WithValue(ctx, contextKey{}, logger)
}
