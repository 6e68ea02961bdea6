module github.com/rancher/rke

go 1.26.0
