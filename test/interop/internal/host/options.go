package host

import (
	"encoding/json"
	"fmt"
	"maps"

	"github.com/rancher/kontainer-engine/types"
)

// Spec is the part of a Rancher cluster that reaches a driver: the object under genericEngineConfig, and the names.
type Spec struct {
	// Name is the cluster's internal id, such as c-abcde.
	Name string
	// DisplayName is the name that the user gave; empty means the id.
	DisplayName string
	// Config is genericEngineConfig as decoded from JSON, camelCase keys.
	Config map[string]any
}

// With returns a copy of the spec in which the given top-level keys are set, as an edit by a user would.
func (s Spec) With(changes map[string]any) Spec {
	s.Config = maps.Clone(s.Config)
	maps.Copy(s.Config, changes)
	return s
}

// Without returns a copy of the spec that lacks the given keys: an edit made from a read, which omits passwords.
func (s Spec) Without(keys []string) Spec {
	s.Config = maps.Clone(s.Config)
	for _, key := range keys {
		delete(s.Config, key)
	}
	return s
}

// ParseConfig decodes a configuration. Numbers become float64, as they do in Rancher, which is why an integer above
// 2^53 cannot reach a driver unharmed whatever the driver does.
func ParseConfig(data []byte) (map[string]any, error) {
	var config map[string]any
	if err := json.Unmarshal(data, &config); err != nil {
		return nil, fmt.Errorf("parse cluster options: %w", err)
	}
	if config == nil {
		return nil, fmt.Errorf("parse cluster options: expected a JSON object")
	}
	return config, nil
}

// GetConfig implements cluster.ConfigGetter after service.controllerConfigGetter. The names are set last, so a user's
// own "name" or "displayName" never reaches the driver.
func (s Spec) GetConfig() (types.DriverOptions, error) {
	options := types.DriverOptions{
		BoolOptions:        map[string]bool{},
		StringOptions:      map[string]string{},
		IntOptions:         map[string]int64{},
		StringSliceOptions: map[string]*types.StringSlice{},
	}
	flatten(s.Config, &options)
	options.StringOptions["name"] = s.Name
	options.StringOptions["displayName"] = s.DisplayName
	if s.DisplayName == "" {
		options.StringOptions["displayName"] = s.Name
	}
	return options, nil
}

// flatten follows service.flatten: leaf names only, so two nested objects can overwrite one another's keys.
func flatten(config map[string]any, into *types.DriverOptions) {
	for key, value := range config {
		switch value := value.(type) {
		case float64:
			into.IntOptions[key] = int64(value)
		case string:
			into.StringOptions[key] = value
		case bool:
			into.BoolOptions[key] = value
		case []any:
			if items := onlyStrings(value); len(items) > 0 {
				into.StringSliceOptions[key] = &types.StringSlice{Value: items}
			}
		case map[string]any:
			if key == "labels" {
				into.StringSliceOptions[key] = &types.StringSlice{Value: keyValues(value)}
			} else {
				flatten(value, into)
			}
		}
		// A null is dropped, as are lists that hold no string: the driver cannot see that the user cleared one.
	}
}

func onlyStrings(items []any) []string {
	var found []string
	for _, item := range items {
		if text, ok := item.(string); ok {
			found = append(found, text)
		}
	}
	return found
}

func keyValues(object map[string]any) []string {
	pairs := make([]string, 0, len(object))
	for key, value := range object {
		pairs = append(pairs, fmt.Sprintf("%v=%v", key, value))
	}
	return pairs
}
