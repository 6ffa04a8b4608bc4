//go:build unix

package durable

import (
	"errors"
	"os"
	"syscall"
)

// SyncFolder flushes a folder, so that a name given in it outlives a power cut. Some network shares
// cannot; they flush by themselves.
func SyncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil
	}
	return errors.Join(err, f.Close())
}
