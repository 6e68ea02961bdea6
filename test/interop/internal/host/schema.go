package host

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rancher/kontainer-engine/types"
)

// driverNameField is added to every schema by Rancher and overwrites a flag of that name.
const driverNameField = "driverName"

// Field is what Rancher makes of one flag: a field of the schema from which its API and UI work.
type Field struct {
	Flag    string `json:"flag"`
	Type    string `json:"type"`
	Default any    `json:"default,omitempty"`
}

// Severity says what a finding costs.
type Severity string

const (
	// Fatal findings crash Rancher's controller or make it refuse the driver.
	Fatal Severity = "fatal"
	// Wrong findings are accepted, with a result that nobody wants.
	Wrong Severity = "wrong"
	// Note findings are worth knowing.
	Note Severity = "note"
)

// Finding is something about a driver's flags.
type Finding struct {
	Severity Severity `json:"severity"`
	Flag     string   `json:"flag"`
	Why      string   `json:"why"`
}

// Schema converts create flags as Rancher's kontainerdriver controller does, and collects every finding instead of
// stopping, let alone crashing, at the first.
func Schema(flags *types.DriverFlags) (map[string]Field, []Finding) {
	fields := map[string]Field{}
	var findings []Finding
	for _, name := range sortedNames(flags) {
		flag := flags.GetOptions()[name]
		problems := inspect(name, flag)
		findings = append(findings, problems...)
		if slices.ContainsFunc(problems, func(f Finding) bool { return f.Severity == Fatal }) {
			continue
		}
		field := toField(name, flag)
		camel := CamelCase(name)
		if earlier, taken := fields[camel]; taken {
			findings = append(findings, Finding{Wrong, name, fmt.Sprintf("becomes the same field %q as %q; which one wins is chance", camel, earlier.Flag)})
		}
		fields[camel] = field
	}
	return fields, findings
}

// CheckUpdateFlags looks at update flags, which only the kontainer-engine CLI reads.
func CheckUpdateFlags(create, update *types.DriverFlags) []Finding {
	var findings []Finding
	for _, name := range sortedNames(update) {
		if flag := update.GetOptions()[name]; fieldType(flag) == "" {
			findings = append(findings, Finding{Wrong, name, fmt.Sprintf("type %q is ignored by the CLI", flag.GetType())})
		}
		if _, ok := create.GetOptions()[name]; !ok {
			findings = append(findings, Finding{Note, name, "is an update flag only: Rancher builds its schema from the create flags"})
		}
	}
	return findings
}

// PasswordFields returns the camelCase names that Rancher keeps out of the cluster's readable status.
func PasswordFields(flags *types.DriverFlags) []string {
	var names []string
	for _, name := range sortedNames(flags) {
		if fieldType(flags.GetOptions()[name]) == "password" {
			names = append(names, CamelCase(name))
		}
	}
	return names
}

// CamelCase follows kontainerdriver.toLowerCamelCase: every part after the first gets its first byte upper-cased, and
// nothing is ever lower-cased. Rancher's slices that byte without looking, so an empty part panics there; callers are
// to refuse such names before (see inspect), here the part just stays empty.
func CamelCase(flag string) string {
	parts := strings.Split(flag, "-")
	for i, part := range parts[1:] {
		if part != "" {
			parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "")
}

func inspect(name string, flag *types.Flag) []Finding {
	var findings []Finding
	add := func(severity Severity, why string) { findings = append(findings, Finding{severity, name, why}) }
	if slices.Contains(strings.Split(name, "-")[1:], "") {
		add(Fatal, "an empty part between or after hyphens makes Rancher's controller panic")
	}
	if flag == nil {
		add(Fatal, "there is no flag under this name")
		return findings
	}
	if fieldType(flag) == "" {
		add(Fatal, fmt.Sprintf("unknown type %q", flag.Type))
	}
	if flag.Type == types.StringSliceType && flag.Default != nil && flag.Default.DefaultStringSlice == nil {
		add(Fatal, "a stringSlice with a default but no defaultStringSlice makes Rancher's controller panic")
	}
	if flag.Password && flag.Type != types.StringType {
		add(Wrong, "password is honoured for strings only: the value would be readable")
	}
	if flag.Type != types.StringType && flag.Value != "" {
		add(Note, "Rancher reads value for strings only, the CLI for numbers as well")
	}
	if CamelCase(name) == driverNameField {
		add(Wrong, "is overwritten by the field that Rancher adds")
	}
	if strings.ContainsFunc(name, func(r rune) bool {
		return r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}) || strings.HasPrefix(name, "-") || name == "" {
		add(Note, "is not kebab-case, so the names on the CLI and in Rancher will not match as people expect")
	}
	return findings
}

func fieldType(flag *types.Flag) string {
	switch flag.GetType() {
	case types.StringType:
		if flag.GetPassword() {
			return "password"
		}
		return "string"
	case types.IntType, types.IntPointerType:
		return "int"
	case types.BoolType, types.BoolPointerType:
		return "boolean"
	case types.StringSliceType:
		return "array[string]"
	}
	return ""
}

// toField follows kontainerdriver.toResourceField: once a default message is present it wins, even when it is empty.
func toField(name string, flag *types.Flag) Field {
	field := Field{Flag: name, Type: fieldType(flag)}
	switch field.Type {
	case "string", "password":
		field.Default = flag.Value
		if flag.Default != nil {
			field.Default = flag.Default.DefaultString
		}
		if field.Type == "password" && field.Default != "" {
			field.Default = "(set)"
		}
	case "int":
		field.Default = flag.GetDefault().GetDefaultInt()
	case "boolean":
		field.Default = flag.GetDefault().GetDefaultBool()
	case "array[string]":
		if flag.Default != nil {
			field.Default = flag.Default.DefaultStringSlice.Value
		}
	}
	return field
}

func sortedNames(flags *types.DriverFlags) []string {
	names := make([]string, 0, len(flags.GetOptions()))
	for name := range flags.GetOptions() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
