package host

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestPortGoesToThePlaceholderOrToTheEnd(t *testing.T) {
	for _, c := range []struct{ command, want []string }{
		{[]string{"driver"}, []string{"driver", "123"}},
		{[]string{"driver", "{port}", "--verbose"}, []string{"driver", "123", "--verbose"}},
		{[]string{"driver", "--listen=127.0.0.1:{port}"}, []string{"driver", "--listen=127.0.0.1:123"}},
	} {
		if got := (Launcher{Command: c.command}).arguments("123"); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v: got %v, want %v", c.command, got, c.want)
		}
	}
}

func TestDriverStartsInTheRootWithRanchersEnvironment(t *testing.T) {
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	launcher := Launcher{Command: []string{"/usr/bin/env"}, Env: []string{"EXTRA=1"}, Log: log}
	launcher.Command = append(launcher.Command, "sh", "-c", "pwd; env | sort; exit 3", PortPlaceholder)
	process, err := launcher.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer process.End()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := process.WaitForPort(ctx); err == nil || !strings.Contains(err.Error(), "exit status 3") {
		t.Errorf("got %v, want the exit status", err)
	}
	output, _ := os.ReadFile(log.Name())
	lines := strings.Fields(string(output))
	// A shell adds variables of its own; what matters is that nothing of ours came through.
	for _, line := range lines[1:] {
		name, _, _ := strings.Cut(line, "=")
		switch name {
		case "PATH", "PWD", "EXTRA", "OLDPWD", "SHLVL", "_":
		default:
			t.Errorf("environment leaks %q", line)
		}
	}
	if lines[0] != "/" {
		t.Errorf("working directory %q", lines[0])
	}
}

func TestKillEndsADriverThatNeverListens(t *testing.T) {
	process, err := Launcher{Command: []string{"sleep", "60", "{port}"}}.Start()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := process.WaitForPort(ctx); err == nil {
		t.Error("waited successfully for nothing")
	}
	if err := process.Kill(); err != nil {
		t.Error(err)
	}
	process.End()
}
