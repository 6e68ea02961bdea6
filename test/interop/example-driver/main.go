// Command example-driver is Rancher's own example of a cluster driver: kontainer-engine's driver for GKE behind kontainer-engine's server,
// with the versions of gRPC, client-go and Google's client that it was released with.
//
//	example-driver <port>
package main

import (
	"fmt"
	"os"
	"strconv"

	"github.com/rancher/kontainer-engine/drivers/gke"
	"github.com/rancher/kontainer-engine/types"
	"github.com/sirupsen/logrus"
)

func main() {
	if len(os.Args) != 2 {
		logrus.Fatal("usage: example-driver <port>")
	}
	port, err := strconv.Atoi(os.Args[1])
	if err != nil {
		logrus.Fatalf("%q is no port", os.Args[1])
	}
	address := make(chan string)
	go types.NewServer(gke.NewDriver(), address).ServeOrDie(fmt.Sprintf("127.0.0.1:%d", port))
	logrus.Infof("serving on %s", <-address)
	select {}
}
