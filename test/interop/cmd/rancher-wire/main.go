// Command rancher-wire writes test vectors: messages as Rancher's generated Go code serialises them, for
// implementations in other languages to decode and to encode again.
//
//	rancher-wire -out testdata/wire-vectors.json
//	rancher-wire -check testdata/wire-vectors.json
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
)

func main() {
	out := flag.String("out", "", "file to write (default: standard output)")
	check := flag.String("check", "", "file that must already be what would be written")
	flag.Parse()
	if err := run(*out, *check); err != nil {
		fmt.Fprintf(os.Stderr, "rancher-wire: %v\n", err)
		os.Exit(1)
	}
}

func run(out, check string) error {
	content, err := render()
	if err != nil {
		return err
	}
	switch {
	case check != "":
		found, err := os.ReadFile(check)
		if err != nil {
			return err
		}
		if !bytes.Equal(found, content) {
			return fmt.Errorf("%s is not up to date: run go generate ./...", check)
		}
		return nil
	case out != "":
		return os.WriteFile(out, content, 0o644)
	default:
		_, err := os.Stdout.Write(content)
		return err
	}
}
