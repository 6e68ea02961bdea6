// Command reference-driver is a driver as Go authors write them: kontainer-engine's own gRPC server around a provider
// that needs no cloud. Hosts are tested against it, and it is the baseline of benchmarks, so it does as little as it can.
//
//	reference-driver <port>
//
// REFERENCE_DRIVER_STATE names a file that stands for the cloud; without it the clusters live as long as the process.
package main

import (
	"fmt"
	"os"
	"strconv"

	"github.com/rancher/kontainer-engine/types"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: reference-driver <port>")
		os.Exit(2)
	}
	port, err := strconv.ParseUint(os.Args[1], 10, 16)
	if err != nil {
		fmt.Fprintf(os.Stderr, "reference-driver: port: %v\n", err)
		os.Exit(2)
	}
	address := make(chan string, 1) // room for the one address, which nobody reads
	types.NewServer(&driver{cloud: newCloud(os.Getenv("REFERENCE_DRIVER_STATE"))}, address).
		ServeOrDie(fmt.Sprintf("127.0.0.1:%d", port))
}
