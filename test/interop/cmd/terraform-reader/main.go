// Command terraform-reader reads Terraform's language on standard input with HashiCorp's own parser, and prints its resources
// as JSON: [{"type": …, "name": …, "values": {…}}]. Attributes that refer to other resources are printed as null. A text that
// "terraform fmt" would change is an error.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

type resource struct {
	Type   string                     `json:"type"`
	Name   string                     `json:"name"`
	Values map[string]json.RawMessage `json:"values"`
}

func main() {
	text, err := io.ReadAll(os.Stdin)
	if err == nil {
		var resources []resource
		if resources, err = read(text); err == nil {
			err = json.NewEncoder(os.Stdout).Encode(resources)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "terraform-reader:", err)
		os.Exit(1)
	}
}

func read(text []byte) ([]resource, error) {
	file, problems := hclsyntax.ParseConfig(text, "main.tf", hcl.InitialPos)
	if problems.HasErrors() {
		return nil, problems
	}
	if formatted := hclwrite.Format(text); !bytes.Equal(formatted, text) {
		return nil, fmt.Errorf("terraform fmt would make of it:\n%s", formatted)
	}
	content, problems := file.Body.Content(&hcl.BodySchema{
		Blocks: []hcl.BlockHeaderSchema{{Type: "resource", LabelNames: []string{"type", "name"}}},
	})
	if problems.HasErrors() {
		return nil, problems
	}
	resources := []resource{}
	for _, block := range content.Blocks {
		values, err := valuesOf(block.Body)
		if err != nil {
			return nil, err
		}
		resources = append(resources, resource{Type: block.Labels[0], Name: block.Labels[1], Values: values})
	}
	return resources, nil
}

func valuesOf(body hcl.Body) (map[string]json.RawMessage, error) {
	attributes, problems := body.JustAttributes()
	if problems.HasErrors() {
		return nil, problems
	}
	values := map[string]json.RawMessage{}
	for name, attribute := range attributes {
		if len(attribute.Expr.Variables()) > 0 {
			values[name] = json.RawMessage("null")
			continue
		}
		value, problems := attribute.Expr.Value(nil)
		if problems.HasErrors() {
			return nil, problems
		}
		text, err := ctyjson.Marshal(value, value.Type())
		if err != nil {
			return nil, err
		}
		values[name] = text
	}
	return values, nil
}
