//go:build !unix

package store

// syncFolder does nothing: Windows writes names through its journal and cannot flush a folder.
func syncFolder(string) error { return nil }
