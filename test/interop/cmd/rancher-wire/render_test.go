package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"

	legacy "github.com/golang/protobuf/proto"
	"google.golang.org/protobuf/proto"
)

func TestCommittedVectorsAreUpToDate(t *testing.T) {
	committed, err := os.ReadFile("../../testdata/wire-vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	rendered, err := render()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(committed, rendered) {
		t.Error("run go generate ./...")
	}
}

func TestEveryMessageHasAnEmptyAndAFullVector(t *testing.T) {
	content, err := render()
	if err != nil {
		t.Fatal(err)
	}
	var result document
	if err := json.Unmarshal(content, &result); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, vector := range result.Vectors {
		if names[vector.Name] {
			t.Errorf("two vectors are called %q", vector.Name)
		}
		names[vector.Name] = true
	}
	for message, fields := range result.Fields {
		if !names[message+": empty"] || (len(fields) > 0 && !names[message+": full"]) {
			t.Errorf("%s lacks a vector", message)
		}
	}
	if len(result.Fields) != 20 || len(result.Service) != 16 {
		t.Errorf("%d messages and %d calls", len(result.Fields), len(result.Service))
	}
}

func TestVectorsSurviveAJourneyThroughGo(t *testing.T) {
	for _, sample := range samples() {
		rendered, err := sample.render()
		if err != nil {
			t.Fatal(err)
		}
		data, err := hex.DecodeString(rendered.Hex)
		if err != nil {
			t.Fatal(err)
		}
		original := legacy.MessageV2(sample.message)
		decoded := original.ProtoReflect().New().Interface()
		if err := (proto.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(data, decoded); err != nil {
			t.Fatalf("%s: %v", rendered.Name, err)
		}
		if !proto.Equal(original, decoded) {
			t.Errorf("%s: got %v, want %v", rendered.Name, decoded, original)
		}
	}
}
