package host

import (
	"reflect"
	"testing"

	"github.com/rancher/kontainer-engine/types"
)

func TestCamelCaseFollowsRancher(t *testing.T) {
	for flag, want := range map[string]string{
		"disk-size-gb": "diskSizeGb",
		"name":         "name",
		"ip-v6":        "ipV6",
		"a-1b":         "a1b",
		"Keep-CASE":    "KeepCASE",
		"-leading":     "Leading",
	} {
		if got := CamelCase(flag); got != want {
			t.Errorf("CamelCase(%q) = %q, want %q", flag, got, want)
		}
	}
}

func TestSchemaFindsWhatRancherDiesOf(t *testing.T) {
	slice := &types.Default{}
	cases := []struct {
		because  string
		name     string
		flag     *types.Flag
		severity Severity
	}{
		{"the controller slices an empty part", "a--b", &types.Flag{Type: "string"}, Fatal},
		{"the controller slices an empty part", "a-", &types.Flag{Type: "string"}, Fatal},
		{"the controller slices an empty part", "--a", &types.Flag{Type: "string"}, Fatal},
		{"the set of types is closed", "a", &types.Flag{Type: "float"}, Fatal},
		{"the controller reads through the nil slice", "a", &types.Flag{Type: "stringSlice", Default: slice}, Fatal},
		{"there is nothing to read", "a", nil, Fatal},
		{"only strings become password fields", "a", &types.Flag{Type: "int", Password: true}, Wrong},
		{"Rancher's own field wins", "driver-name", &types.Flag{Type: "string"}, Wrong},
		{"the CLI and the API would disagree", "diskSize", &types.Flag{Type: "string"}, Note},
	}
	for _, c := range cases {
		_, findings := Schema(&types.DriverFlags{Options: map[string]*types.Flag{c.name: c.flag}})
		if len(findings) == 0 || findings[0].Severity != c.severity {
			t.Errorf("%q %v: got %v, want %s, because %s", c.name, c.flag, findings, c.severity, c.because)
		}
	}
}

func TestSchemaOfSoundFlags(t *testing.T) {
	flags := &types.DriverFlags{Options: map[string]*types.Flag{
		"node-count": {Type: "int", Default: &types.Default{DefaultInt: 3}},
		"api-key":    {Type: "string", Password: true},
		"region":     {Type: "string", Value: "eu"},
		"emptied":    {Type: "string", Value: "eu", Default: &types.Default{}},
		"private":    {Type: "boolPtr", Default: &types.Default{DefaultBool: true}},
		"zones":      {Type: "stringSlice", Default: &types.Default{DefaultStringSlice: &types.StringSlice{Value: []string{"a"}}}},
	}}
	fields, findings := Schema(flags)
	if len(findings) != 0 {
		t.Fatalf("findings: %v", findings)
	}
	want := map[string]Field{
		"nodeCount": {"node-count", "int", int64(3)},
		"apiKey":    {"api-key", "password", ""},
		"region":    {"region", "string", "eu"},
		"emptied":   {"emptied", "string", ""},
		"private":   {"private", "boolean", true},
		"zones":     {"zones", "array[string]", []string{"a"}},
	}
	if !reflect.DeepEqual(fields, want) {
		t.Errorf("got %v, want %v", fields, want)
	}
	if got := PasswordFields(flags); !reflect.DeepEqual(got, []string{"apiKey"}) {
		t.Errorf("password fields: %v", got)
	}
}

func TestSchemaReportsCollisions(t *testing.T) {
	_, findings := Schema(&types.DriverFlags{Options: map[string]*types.Flag{
		"a-b": {Type: "string"}, "aB": {Type: "string"},
	}})
	for _, finding := range findings {
		if finding.Flag == "aB" && finding.Severity == Wrong {
			return
		}
	}
	t.Errorf("no collision in %v", findings)
}
