module github.com/rancher/norman

go 1.26.0
