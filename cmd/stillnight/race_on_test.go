//go:build window && race

package main

// raced says that the race detector watches: the program is then built with it, too, but for SQLite, as in "make race".
var raced = []string{"-race", "-gcflags=modernc.org/...=-race=false"}
