// Holds a pod's namespaces, or is the whole workload of a test: sleeps until it is told to stop.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	stop := make(chan os.Signal, 1)
	// As process 1 it gets no default action for signals: without this a pod would take its full grace period to end.
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)
	<-stop
}
