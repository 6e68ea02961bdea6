package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/rancher/kontainer-engine/types"

	"rancher-interop/internal/host"
	"rancher-interop/internal/report"
)

func runOptions(ctx context.Context, r *run) { r.options(ctx) }

// options fetches the flags and fails on everything that Rancher would crash on, refuse, or get wrong.
func (r *run) options(ctx context.Context) bool {
	return r.step(ctx, "options", func(ctx context.Context, op *host.Operation, line *report.Step) error {
		create, err := op.Cluster.GetDriverCreateOptions(ctx)
		if err != nil {
			return fmt.Errorf("get create options: %w", err)
		}
		update, err := op.Cluster.GetDriverUpdateOptions(ctx)
		if err != nil {
			return fmt.Errorf("get update options: %w", err)
		}
		if r.capabilities, err = op.Cluster.GetCapabilities(ctx); err != nil {
			return fmt.Errorf("get capabilities: %w", err)
		}
		schema, findings := host.Schema(create)
		findings = append(findings, host.CheckUpdateFlags(create, update)...)
		if _, ok := schema["kubernetesVersion"]; !ok {
			findings = append(findings, host.Finding{
				Severity: host.Note, Flag: "kubernetes-version", Why: "is missing: Rancher would show no version to choose",
			})
		}
		line.Detail["schema"] = schema
		line.Detail["findings"] = findings
		line.Detail["capabilities"] = r.capabilities.GetCapabilities()
		line.Detail["createFlags"], line.Detail["updateFlags"] = len(create.GetOptions()), len(update.GetOptions())
		r.rememberPasswords(create)
		return problems(findings, r.capabilities)
	})
}

// rememberPasswords makes sure that no value given for a password option is printed or overlooked in the log.
func (r *run) rememberPasswords(flags *types.DriverFlags) {
	r.passwords = host.PasswordFields(flags)
	for _, name := range r.passwords {
		for _, config := range []map[string]any{r.settings.config, r.settings.then} {
			if value, ok := config[name].(string); ok {
				r.report.Secret("option "+name, value)
			}
		}
	}
	if edit := r.settings.rotate; edit != nil {
		r.report.Secret("new option "+edit.option, edit.credential)
	}
}

func problems(findings []host.Finding, capabilities *types.Capabilities) error {
	var found []error
	for _, finding := range findings {
		if finding.Severity != host.Note {
			found = append(found, fmt.Errorf("flag %q: %s", finding.Flag, finding.Why))
		}
	}
	for number := range capabilities.GetCapabilities() {
		if number < types.GetVersionCapability || number > types.EtcdBackupCapability {
			found = append(found, fmt.Errorf("capability %d is not one that Rancher knows", number))
		}
	}
	return errors.Join(found...)
}
