package durable

import (
	"errors"
	"os"
)

// WriteEveryName is Make for a file that may have further names, hard links, which must not show any more what it
// held: what they lead to is written over with the same data. unreached says that this did not succeed. Only
// the name that place gives changes in one step.
func WriteEveryName(path string, data []byte, place func(made string) error) (unreached bool, err error) {
	write := Bytes(data)
	if Names(path) < 2 {
		return false, Make(path, write, place)
	}
	former, openErr := os.OpenFile(path, os.O_WRONLY, 0) // the names that stay lead there
	if err := Make(path, write, place); err != nil {
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
