//go:build window && !race

package main

var raced []string
