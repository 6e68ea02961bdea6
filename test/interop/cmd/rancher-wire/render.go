package main

//go:generate go run . -out ../../testdata/wire-vectors.json

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"

	legacy "github.com/golang/protobuf/proto"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// document is the file as a whole.
type document struct {
	Note    string             `json:"note"`
	Service []rpc              `json:"service"`
	Fields  map[string][]field `json:"fields"`
	Vectors []vector           `json:"vectors"`
}

type rpc struct {
	Path     string `json:"path"`
	Request  string `json:"request"`
	Response string `json:"response"`
}

type field struct {
	Name   string `json:"name"`
	Number int    `json:"number"`
	Type   string `json:"type"`
}

// vector is one message: its bytes, and what is in it.
type vector struct {
	Name    string `json:"name"`
	Message string `json:"message"`
	Hex     string `json:"hex"`
	// Value is the protobuf JSON form with the names of the .proto file: 64-bit integers, map keys included, are
	// strings, and fields that have their zero value are absent.
	Value json.RawMessage `json:"value"`
	// SameBytes says that encoding Value again must give Hex to the bit. Where a map has several entries it need not,
	// because their order on the wire is free; then only decoding the result must give Value again.
	SameBytes bool `json:"sameBytes"`
}

const note = "Written by rancher-wire; do not edit. Values are in protobuf's JSON form with the names of the .proto file."

func render() ([]byte, error) {
	result := document{Note: note, Fields: map[string][]field{}}
	file := legacy.MessageV2(samples()[0].message).ProtoReflect().Descriptor().ParentFile()
	methods := file.Services().ByName("Driver").Methods()
	for i := range methods.Len() {
		method := methods.Get(i)
		result.Service = append(result.Service, rpc{
			Path:     fmt.Sprintf("/%s/%s", method.Parent().FullName(), method.Name()),
			Request:  string(method.Input().Name()),
			Response: string(method.Output().Name()),
		})
	}
	for i := range file.Messages().Len() {
		message := file.Messages().Get(i)
		result.Fields[string(message.Name())] = describe(message)
	}
	for _, sample := range samples() {
		rendered, err := sample.render()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", sample.name, err)
		}
		result.Vectors = append(result.Vectors, rendered)
	}
	var content bytes.Buffer
	encoder := json.NewEncoder(&content)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(result)
	return content.Bytes(), err
}

func (s sample) render() (vector, error) {
	message := legacy.MessageV2(s.message)
	data := s.foreign
	if data == nil {
		var err error
		// Deterministic marshalling sorts maps by key, which plain marshalling shuffles on purpose.
		if data, err = (proto.MarshalOptions{Deterministic: true}).Marshal(message); err != nil {
			return vector{}, err
		}
	} else if err := (proto.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(data, message); err != nil {
		return vector{}, err
	}
	loose, err := protojson.MarshalOptions{UseProtoNames: true}.Marshal(message)
	if err != nil {
		return vector{}, err
	}
	// protojson varies its white space on purpose; decoding and encoding again settles it and sorts the keys.
	var value any
	if err := json.Unmarshal(loose, &value); err != nil {
		return vector{}, err
	}
	settled, err := json.Marshal(value)
	return vector{
		Name:      string(message.ProtoReflect().Descriptor().Name()) + ": " + s.name,
		Message:   string(message.ProtoReflect().Descriptor().Name()),
		Hex:       hex.EncodeToString(data),
		Value:     settled,
		SameBytes: s.foreign == nil && !severalEntries(message.ProtoReflect()),
	}, err
}

func describe(message protoreflect.MessageDescriptor) []field {
	fields := []field{}
	for i := range message.Fields().Len() {
		described := message.Fields().Get(i)
		fields = append(fields, field{string(described.Name()), int(described.Number()), typeName(described)})
	}
	return fields
}

func typeName(described protoreflect.FieldDescriptor) string {
	switch {
	case described.IsMap():
		return fmt.Sprintf("map<%s, %s>", typeName(described.MapKey()), typeName(described.MapValue()))
	case described.IsList():
		return "repeated " + single(described)
	}
	return single(described)
}

func single(described protoreflect.FieldDescriptor) string {
	if described.Message() != nil {
		return string(described.Message().Name())
	}
	return described.Kind().String()
}

// severalEntries says whether some map in the message has more than one entry.
func severalEntries(message protoreflect.Message) bool {
	found := false
	message.Range(func(described protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case described.IsMap():
			found = found || value.Map().Len() > 1
			if described.MapValue().Message() != nil {
				value.Map().Range(func(_ protoreflect.MapKey, entry protoreflect.Value) bool {
					found = found || severalEntries(entry.Message())
					return true
				})
			}
		case described.IsList() && described.Message() != nil:
			for i := range value.List().Len() {
				found = found || severalEntries(value.List().Get(i).Message())
			}
		case described.Message() != nil:
			found = found || severalEntries(value.Message())
		}
		return true
	})
	return found
}
