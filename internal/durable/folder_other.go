//go:build !unix

package durable

// SyncFolder does nothing: Windows writes names through its journal and cannot flush a folder.
func SyncFolder(string) error { return nil }
