// Package reference is a driver as Go authors write them: kontainer-engine's own gRPC server around a provider that needs
// no cloud. Hosts are tested against it, and it is the baseline of benchmarks, so it does as little as it can.
package reference

import (
	"fmt"
	"os"
	"strconv"

	"github.com/rancher/kontainer-engine/types"
)

// ServeOrDie serves a driver on the port that the command line names. REFERENCE_DRIVER_STATE names a file that stands for
// the cloud; without it the clusters live as long as the process. mint may be nil.
func ServeOrDie(mint Mint) {
	if len(os.Args) != 2 {
		fmt.Fprintf(os.Stderr, "usage: %s <port>\n", os.Args[0])
		os.Exit(2)
	}
	port, err := strconv.ParseUint(os.Args[1], 10, 16)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: port: %v\n", os.Args[0], err)
		os.Exit(2)
	}
	address := make(chan string, 1) // room for the one address, which nobody reads
	types.NewServer(&driver{cloud: newCloud(os.Getenv("REFERENCE_DRIVER_STATE")), mint: mint}, address).
		ServeOrDie(fmt.Sprintf("127.0.0.1:%d", port))
}
