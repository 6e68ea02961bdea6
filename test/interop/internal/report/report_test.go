package report

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/rancher/kontainer-engine/types"
)

func TestNothingSecretIsPrinted(t *testing.T) {
	const secret = "s3cr3t-value"
	info := &types.ClusterInfo{
		ServiceAccountToken: secret, Password: secret, ClientKey: secret, RootCaCertificate: secret,
		ClientCertificate: secret, Metadata: map[string]string{"state": secret}, Endpoint: "https://example",
	}
	var out bytes.Buffer
	report := New(&out)
	report.Secrets(info)
	report.Run("create", func(step *Step) error {
		step.Info = Redact(info)
		return errors.New("refused " + secret)
	})
	if strings.Contains(out.String(), secret) {
		t.Errorf("printed %s", out.String())
	}
	if !strings.Contains(out.String(), "12 bytes, sha256 ") || !strings.Contains(out.String(), "https://example") {
		t.Errorf("printed %s", out.String())
	}
	if report.Failed() != 1 {
		t.Errorf("failed = %d", report.Failed())
	}
	if report.Scrub("the log", "all is well"); len(report.Leaks()) != 1 {
		t.Errorf("leaks = %v, want the one in the error", report.Leaks())
	}
	if text := report.Scrub("the log", "token "+secret); len(report.Leaks()) != 2 || strings.Contains(text, secret) {
		t.Errorf("leaks = %v, text = %q, want the one in the log as well", report.Leaks(), text)
	}
}

func TestShortValuesAreNoSecrets(t *testing.T) {
	report := New(&bytes.Buffer{})
	report.Secret("password", "abc")
	if report.Scrub("the log", "abc"); len(report.Leaks()) != 0 {
		t.Errorf("leaks = %v", report.Leaks())
	}
}
