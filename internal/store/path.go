package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// portableMark is the file that, beside the program, makes it keep its diary there too: on a USB stick.
const portableMark = "portable.txt"

// DefaultPath returns where a diary lies unless the user chose another place: beside the program where it
// is marked as portable, else the platform's folder for application data.
func DefaultPath() (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("finding the program: %w", err)
	}
	return defaultPath(filepath.Dir(program))
}

func defaultPath(programFolder string) (string, error) {
	if _, err := os.Stat(filepath.Join(programFolder, portableMark)); err == nil {
		return filepath.Join(programFolder, "diary.stillnight"), nil
	}
	folder, err := dataFolder()
	if err != nil {
		return "", fmt.Errorf("finding the data folder: %w", err)
	}
	return filepath.Join(folder, "stillnight", "diary.stillnight"), nil
}

func dataFolder() (string, error) {
	switch runtime.GOOS {
	case "windows", "darwin":
		return os.UserConfigDir() // AppData\Roaming, Library/Application Support
	}
	if folder := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(folder) {
		return folder, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, ".local", "share"), nil
}

// writeWhole puts data under path in one step: after a crash there is the old file or the new one, never
// a part. The file is for its owner only.
func writeWhole(path string, data []byte) error {
	write := func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
	return writeBeside(path, write, func(made string) error { return os.Rename(made, path) })
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// syncFile flushes a file that another library wrote.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
