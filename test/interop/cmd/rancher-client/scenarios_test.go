package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"rancher-interop/internal/report"
)

// buildReference builds the driver that the scenarios are tried on.
func buildReference(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "reference-driver")
	if output, err := exec.Command("go", "build", "-o", binary, "rancher-interop/cmd/reference-driver").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, output)
	}
	return binary
}

func TestScenariosAgainstTheReferenceDriver(t *testing.T) {
	driver := buildReference(t)
	directory := t.TempDir()
	options := func(name, text string) string {
		path := filepath.Join(directory, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := options("good", `{"nodeCount": 2, "apiKey": "very-secret", "labels": {"a": "b"}, "unknown": "x"}`)
	once := options("once", `{"nodeCount": 2, "failCreate": "once"}`)
	plain := options("plain", `{"failCreate": "plain"}`)
	always := options("always", `{"failCreate": "always"}`)
	slow := options("slow", `{"createDelayMs": 400}`)
	newKey := options("new-key", "another-secret")
	refused := options("refused", `{"nodeCount": 9, "maxNodes": 3}`)

	cases := []struct {
		because   string
		arguments []string
		failing   string
	}{
		{"the flags are sound", []string{"options"}, ""},
		{"the driver does all that is asked of one", []string{"life", "--options", good, "--scale", "nodeCount=4", "--upgrade", "kubernetesVersion=v1.31.0"}, ""},
		{"the key is exchanged", []string{"life", "--options", good, "--rotate", "apiKey=" + newKey}, ""},
		{"the driver refuses the size", []string{"life", "--options", refused}, "create"},
		{"an update to an unknown option scales nothing", []string{"life", "--options", good, "--scale", "nodes=4"}, "get-size-after-scale"},
		{"the first failure is kept, the second create goes on", []string{"retry", "--options", once, "--then", good}, ""},
		{"a gRPC error keeps nothing", []string{"retry", "--options", plain, "--then", good}, "create-fails"},
		{"there is nothing to retry", []string{"retry", "--options", good, "--then", good}, "create-fails"},
		{"the correction does not help", []string{"retry", "--options", once, "--then", always}, "create-corrected"},
		{"Rancher died with the driver", []string{"orphan", "--options", slow, "--kill-after", "50ms,200ms"}, ""},
		{"the driver died alone", []string{"orphan", "--options", slow, "--kill-after", "50ms", "--crash", "driver"}, ""},
		{"the create was faster than the killer", []string{"orphan", "--options", good, "--kill-after", "1m"}, "create-killed-after-1m0s"},
	}
	for _, c := range cases {
		t.Run(c.because, func(t *testing.T) {
			cloud := filepath.Join(t.TempDir(), "cloud")
			arguments := append(c.arguments, "--env", "REFERENCE_DRIVER_STATE="+cloud)
			if c.arguments[0] != "options" {
				arguments = append(arguments, "--no-token-check")
			}
			var out, diagnostics bytes.Buffer
			code := execute(t.Context(), append(arguments, "--", driver), &out, &diagnostics)
			if failing := firstFailure(t, out.String()); failing != c.failing || (code != 0) != (c.failing != "") {
				t.Errorf("exit %d, first failure %q, want %q\n%s%s", code, failing, c.failing, out.String(), diagnostics.String())
			}
			if left, err := os.ReadFile(cloud); err == nil && string(left) != "{}" {
				t.Errorf("left in the cloud: %s", left)
			}
		})
	}
}

func TestWrongCommandLines(t *testing.T) {
	for _, arguments := range [][]string{
		{}, {"unknown"}, {"life"}, {"retry", "--", "driver"}, {"options", "--env", "x", "--", "driver"},
		{"orphan", "--crash", "all", "--", "driver"}, {"orphan", "--kill-after", "soon", "--", "driver"},
		{"life", "--scale", "4", "--", "driver"}, {"life", "--options", "/nowhere", "--", "driver"},
		{"life", "--rotate", "apiKey", "--", "driver"}, {"life", "--rotate", "apiKey=/nowhere", "--", "driver"},
	} {
		var out, diagnostics bytes.Buffer
		if code := execute(t.Context(), arguments, &out, &diagnostics); code != 2 || diagnostics.Len() == 0 || out.Len() != 0 {
			t.Errorf("%v: exit %d, %q, %q", arguments, code, out.String(), diagnostics.String())
		}
	}
}

func firstFailure(t *testing.T, lines string) string {
	t.Helper()
	for line := range strings.Lines(lines) {
		var step report.Step
		if err := json.Unmarshal([]byte(line), &step); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if !step.OK {
			return step.Name
		}
	}
	return ""
}
