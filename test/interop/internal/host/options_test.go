package host

import (
	"reflect"
	"testing"

	"github.com/rancher/kontainer-engine/types"
)

func TestGetConfigFlattensAsRancherDoes(t *testing.T) {
	config, err := ParseConfig([]byte(`{
		"nodeCount": 3, "fraction": 2.9, "big": 9007199254740993,
		"region": "eu", "private": true, "unset": null,
		"zones": ["a", 1, "b"], "empty": [], "pools": [{"size": 1}],
		"labels": {"team": "x"}, "network": {"cidr": "10.0.0.0/8", "deep": {"mtu": 1400}},
		"name": "mine", "displayName": "mine too"
	}`))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Spec{Name: "c-abcde", DisplayName: "Production", Config: config}.GetConfig()
	if err != nil {
		t.Fatal(err)
	}
	want := types.DriverOptions{
		BoolOptions: map[string]bool{"private": true},
		StringOptions: map[string]string{
			"region": "eu", "cidr": "10.0.0.0/8", "name": "c-abcde", "displayName": "Production",
		},
		// The odd number loses its last bit: JSON numbers are float64 on Rancher's side.
		IntOptions: map[string]int64{"nodeCount": 3, "fraction": 2, "big": 9007199254740992, "mtu": 1400},
		StringSliceOptions: map[string]*types.StringSlice{
			"zones": {Value: []string{"a", "b"}}, "labels": {Value: []string{"team=x"}},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDisplayNameFallsBackToTheId(t *testing.T) {
	got, _ := Spec{Name: "c-abcde"}.GetConfig()
	if name := got.StringOptions["displayName"]; name != "c-abcde" {
		t.Errorf("displayName = %q", name)
	}
}

func TestEditsDoNotTouchTheOriginal(t *testing.T) {
	spec := Spec{Config: map[string]any{"secret": "s", "size": 1.0}}
	edited := spec.With(map[string]any{"size": 2.0}).Without([]string{"secret"})
	if want := map[string]any{"size": 2.0}; !reflect.DeepEqual(edited.Config, want) {
		t.Errorf("edited = %v, want %v", edited.Config, want)
	}
	if want := map[string]any{"secret": "s", "size": 1.0}; !reflect.DeepEqual(spec.Config, want) {
		t.Errorf("original = %v, want %v", spec.Config, want)
	}
}

func TestParseConfigRefusesWhatIsNoObject(t *testing.T) {
	for _, text := range []string{`[]`, `null`, `"x"`, `{`} {
		if _, err := ParseConfig([]byte(text)); err == nil {
			t.Errorf("ParseConfig(%s) succeeded", text)
		}
	}
}
