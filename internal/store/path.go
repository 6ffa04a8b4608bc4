package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"stillnight/internal/backup"
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
	return baseFolder("XDG_DATA_HOME", "share")
}

// baseFolder is a base directory of the XDG specification: what the variable says, else the usual one in the home.
func baseFolder(variable, usual string) (string, error) {
	if folder := os.Getenv(variable); filepath.IsAbs(folder) {
		return folder, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, ".local", usual), nil
}

// RealPath returns the path of the file that a path means: absolute, and with symbolic links followed. Of one
// that cannot be followed it returns the path itself, made absolute.
func RealPath(path string) string {
	real, err := resolve(path)
	if err != nil {
		if real, err = filepath.Abs(path); err != nil {
			return path
		}
	}
	return real
}

// resolve follows symbolic links once, so that everything that is done to the diary afterwards is done at one
// place. A link that leads nowhere is ErrNotConnected: its drive is gone.
func resolve(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(abs)
	if err == nil {
		return real, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return abs, nil // some network drives cannot say; opening tells more
	}
	if info, err := os.Lstat(abs); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return "", fmt.Errorf("%s leads nowhere: %w", abs, ErrNotConnected)
	}
	folder, err := filepath.EvalSymlinks(filepath.Dir(abs))
	if err != nil {
		return abs, nil
	}
	return filepath.Join(folder, filepath.Base(abs)), nil
}

// longestName is how long a file's name may be on the usual file systems, in bytes.
const longestName = 255

// roomForNames refuses a name so long that the files beside the diary, whose names are longer, could not be
// made: better at once than at the first save.
func roomForNames(path string) error {
	longest := len(filepath.Base(path)) + len(".-journal.set-aside-99")
	copied := len(".") + backup.LongestName(path) + len(".1234567890.new")
	if max(longest, copied) > longestName {
		return ErrNameTooLong
	}
	return nil
}
