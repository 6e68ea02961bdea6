module github.com/rancher/types

go 1.26.0
