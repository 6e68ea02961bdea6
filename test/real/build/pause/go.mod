module driver-real/pause

go 1.26.0

tool driver-real/pause
