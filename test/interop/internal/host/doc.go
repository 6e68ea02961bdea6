// Package host does what Rancher's service layer does around its cluster package: it starts a driver process for each
// operation, waits until it answers, turns a cluster's configuration into driver options, keeps the record of the
// cluster, and ends the process with SIGKILL. Everything below that line (the gRPC client, the status machine, what is
// stored when, what a retry or an update lays over the options) is Rancher's own code, imported and not imitated.
//
// The service layer itself cannot be imported: it links every built-in cloud driver. What stands here was written from
// its behaviour, and each function names the one that it follows.
package host
