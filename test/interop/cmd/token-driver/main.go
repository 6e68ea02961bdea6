// Command token-driver is the reference driver with the Kubernetes client that every real driver carries: its PostCheck
// makes a token in any cluster that it is given with a client certificate.
//
//	token-driver <port>
package main

import "rancher-interop/internal/reference"

func main() { reference.ServeOrDie(serviceAccountToken) }
