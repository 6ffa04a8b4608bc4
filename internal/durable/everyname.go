package durable

import (
	"errors"
	"os"
)

// WriteEveryName is Write for a file that may have further names, hard links, which must not show any more what it
// held: what they lead to is written over with the same data. unreached says that this did not succeed. Only
// the name in path changes in one step.
func WriteEveryName(path string, data []byte) (unreached bool, err error) {
	if Names(path) < 2 {
		return false, Write(path, data)
	}
	former, openErr := os.OpenFile(path, os.O_WRONLY, 0) // the names that stay lead there
	if err := Write(path, data); err != nil {
		if openErr == nil {
			err = errors.Join(err, former.Close())
		}
		return true, err
	}
	if openErr != nil {
		return true, nil
	}
	_, err = former.WriteAt(data, 0)
	err = errors.Join(err, former.Truncate(int64(len(data))), former.Sync(), former.Close())
	return err != nil, nil
}
