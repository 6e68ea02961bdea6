// Command reference-driver is the least that a driver can be: every token that it makes is made up.
//
//	reference-driver <port>
package main

import "rancher-interop/internal/reference"

func main() { reference.ServeOrDie(nil) }
