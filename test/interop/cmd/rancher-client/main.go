// Command rancher-client drives a driver binary as Rancher does and reports every step; see the README.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/sirupsen/logrus"

	"rancher-interop/internal/host"
	"rancher-interop/internal/report"
)

const usage = `Usage: rancher-client <scenario> [flags] -- <driver> [arguments, {port} for the port]

Scenarios
  options   fetch the flags; find what Rancher would crash on; show the schema that it would make
  life      create, look, update, renew the token, remove, remove again
  retry     a create that fails with create_error, then one with corrected options (--then)
  orphan    kill the driver in the middle of a create (--kill-after), then create again

Run a scenario with -h for its flags.
`

var scenarios = map[string]func(context.Context, *run){
	"options": runOptions,
	"life":    runLife,
	"retry":   runRetry,
	"orphan":  runOrphan,
}

func main() {
	// Rancher's packages log to stdout's neighbour as well; what they say is context, not the report.
	logrus.SetOutput(os.Stderr)
	logrus.SetLevel(logrus.WarnLevel)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(execute(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// execute returns 0 if every step went well, 1 if one did not, and 2 if the command line is wrong.
func execute(ctx context.Context, arguments []string, out, diagnostics io.Writer) int {
	if len(arguments) == 0 || scenarios[arguments[0]] == nil {
		fmt.Fprint(diagnostics, usage)
		return 2
	}
	settings, err := parse(arguments[0], arguments[1:], diagnostics)
	if err != nil {
		fmt.Fprintf(diagnostics, "rancher-client: %v\n", err)
		return 2
	}
	directory, err := os.MkdirTemp("", "rancher-client-")
	if err != nil {
		fmt.Fprintf(diagnostics, "rancher-client: %v\n", err)
		return 2
	}
	defer os.RemoveAll(directory)
	log, err := openLog(settings.log, directory)
	if err != nil {
		fmt.Fprintf(diagnostics, "rancher-client: %v\n", err)
		return 2
	}
	defer log.Close()

	ctx, cancel := context.WithTimeout(ctx, settings.timeout)
	defer cancel()
	r := &run{settings: settings, report: report.New(out), log: log, store: host.NewStore(directory)}
	r.engine = &host.Engine{
		Launcher:   host.Launcher{Command: settings.command, Env: settings.env, Log: log},
		Store:      r.store,
		DriverName: settings.driverName,
		Spec:       host.Spec{Name: settings.name, DisplayName: settings.displayName, Config: settings.config},
		Timing:     settings.timing,
	}
	defer r.engine.End()

	scenarios[arguments[0]](ctx, r)
	r.finish(diagnostics)
	if r.report.Failed() > 0 {
		return 1
	}
	return 0
}
