//go:build !unix && !windows

package instance

import "os"

func tryLock(*os.File) error { return errNoLocks }

func removeLocked(f *os.File) error { return f.Close() }
