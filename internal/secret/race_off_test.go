//go:build !race

package secret_test

const raced = false
