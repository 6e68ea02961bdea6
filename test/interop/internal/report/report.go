// Package report prints what happened, one JSON object per line, without letting a secret through.
package report

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/rancher/kontainer-engine/types"
)

// minSecret is the shortest text that is looked for as a secret: shorter ones occur by chance.
const minSecret = 6

// Step is one line of the report.
type Step struct {
	Name         string         `json:"step"`
	OK           bool           `json:"ok"`
	Error        string         `json:"error,omitempty"`
	Skipped      string         `json:"skipped,omitempty"`
	Milliseconds int64          `json:"ms"`
	Info         *Info          `json:"info,omitempty"`
	Detail       map[string]any `json:"detail,omitempty"`
}

// Report collects steps.
type Report struct {
	out     io.Writer
	secrets map[string]string
	leaks   []string
	failed  int
}

// New reports to out.
func New(out io.Writer) *Report { return &Report{out: out, secrets: map[string]string{}} }

// Run times a step and prints it. A step fails by returning an error; it may fill in the rest of the line.
// It reports whether the step went well.
func (r *Report) Run(name string, step func(*Step) error) bool {
	line := Step{Name: name}
	begin := time.Now()
	err := step(&line)
	line.Milliseconds = time.Since(begin).Milliseconds()
	line.OK = err == nil
	if err != nil {
		r.failed++
		line.Error = r.Scrub("the error of step "+name, err.Error())
	}
	r.print(line)
	return line.OK
}

// Skip prints a step that was not run, with the reason.
func (r *Report) Skip(name, why string) { r.print(Step{Name: name, OK: true, Skipped: why}) }

// Failed is the number of steps that went wrong.
func (r *Report) Failed() int { return r.failed }

// Secret remembers a value that must not appear anywhere; the label is what takes its place.
func (r *Report) Secret(label, value string) {
	if len(value) >= minSecret {
		r.secrets[value] = label
	}
}

// Secrets remembers what is secret in a ClusterInfo.
func (r *Report) Secrets(info *types.ClusterInfo) {
	r.Secret("service account token", info.GetServiceAccountToken())
	r.Secret("password", info.GetPassword())
	r.Secret("client key", info.GetClientKey())
}

// Leaks returns where a secret was found so far.
func (r *Report) Leaks() []string { return r.leaks }

// Scrub returns the text without the secrets, and remembers each that was in it as a leak.
func (r *Report) Scrub(where, text string) string {
	for value, label := range r.secrets {
		if strings.Contains(text, value) {
			r.leaks = append(r.leaks, fmt.Sprintf("%s shows the %s", where, label))
			text = strings.ReplaceAll(text, value, "("+label+")")
		}
	}
	return text
}

func (r *Report) print(line Step) {
	data, err := json.Marshal(line)
	if err != nil {
		data = fmt.Appendf(nil, `{"step":%q,"ok":false,"error":%q}`, line.Name, err)
	}
	fmt.Fprintf(r.out, "%s\n", data)
}

// Info is a ClusterInfo that may be shown: secrets, certificates, and all metadata values are digests.
type Info struct {
	Version             string            `json:"version"`
	ServiceAccountToken string            `json:"serviceAccountToken"`
	Endpoint            string            `json:"endpoint"`
	Username            string            `json:"username,omitempty"`
	Password            string            `json:"password,omitempty"`
	RootCACertificate   string            `json:"rootCaCertificate"`
	ClientCertificate   string            `json:"clientCertificate,omitempty"`
	ClientKey           string            `json:"clientKey,omitempty"`
	NodeCount           int64             `json:"nodeCount"`
	Metadata            map[string]string `json:"metadata"`
	Status              string            `json:"status"`
	CreateError         string            `json:"createError,omitempty"`
}

// Redact makes a ClusterInfo fit to be printed.
func Redact(info *types.ClusterInfo) *Info {
	if info == nil {
		return nil
	}
	metadata := make(map[string]string, len(info.Metadata))
	for key, value := range info.Metadata {
		metadata[key] = Digest(value)
	}
	return &Info{
		Version:             info.Version,
		ServiceAccountToken: Digest(info.ServiceAccountToken),
		Endpoint:            info.Endpoint,
		Username:            info.Username,
		Password:            Digest(info.Password),
		RootCACertificate:   Digest(info.RootCaCertificate),
		ClientCertificate:   Digest(info.ClientCertificate),
		ClientKey:           Digest(info.ClientKey),
		NodeCount:           info.NodeCount,
		Metadata:            metadata,
		Status:              info.Status,
		CreateError:         info.CreateError,
	}
}

// Digest identifies a text without showing it: its length and the start of its SHA-256.
func Digest(text string) string {
	if text == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	return fmt.Sprintf("%d bytes, sha256 %x", len(text), sum[:6])
}
