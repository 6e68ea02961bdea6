package reference

import "github.com/rancher/kontainer-engine/types"

// createFlags has every type of flag, with and without a default.
func createFlags() *types.DriverFlags {
	flags := updateFlags()
	flags.Options["name"] = &types.Flag{Type: types.StringType, Usage: "The internal name of the cluster"}
	flags.Options["display-name"] = &types.Flag{Type: types.StringType, Usage: "The name shown to people"}
	flags.Options["api-key"] = &types.Flag{Type: types.StringType, Password: true, Usage: "A secret, which is not used"}
	flags.Options["enable-logging"] = &types.Flag{
		Type: types.BoolType, Usage: "Not used", Default: &types.Default{DefaultBool: true},
	}
	flags.Options["private"] = &types.Flag{Type: types.BoolPointerType, Usage: "Not used, and may be unset"}
	flags.Options["max-nodes"] = &types.Flag{Type: types.IntPointerType, Usage: "Refuses larger sizes, and may be unset"}
	flags.Options["zones"] = &types.Flag{
		Type: types.StringSliceType, Usage: "Not used",
		Default: &types.Default{DefaultStringSlice: &types.StringSlice{Value: []string{"zone-a", "zone-b"}}},
	}
	flags.Options["fail-create"] = &types.Flag{
		Type: types.StringType,
		Usage: "once: the first create fails with create_error; always: every one does; " +
			"plain: every one fails with a gRPC error",
	}
	flags.Options["create-delay-ms"] = &types.Flag{Type: types.IntType, Usage: "How long a create takes"}
	return flags
}

func updateFlags() *types.DriverFlags {
	return &types.DriverFlags{Options: map[string]*types.Flag{
		"kubernetes-version": {
			Type: types.StringType, Usage: "The Kubernetes version", Value: "v1.30.0",
			Default: &types.Default{DefaultString: "v1.30.0"},
		},
		"node-count": {
			Type: types.IntType, Usage: "The number of nodes", Value: "1",
			Default: &types.Default{DefaultInt: 1},
		},
		"labels": {Type: types.StringSliceType, Usage: "Labels as key=value; not used"},
	}}
}
