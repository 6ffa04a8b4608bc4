package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// Children of this test binary do what the environment names, until they are killed.
const (
	childTask = "STILLNIGHT_STORE_TEST_TASK"
	childPath = "STILLNIGHT_STORE_TEST_PATH"
)

// children are their tasks. Each file of tests adds its own, since some are of one system alone.
var children = map[string]func(ctx context.Context, path string) error{}

func TestMain(m *testing.M) {
	task, isChild := os.LookupEnv(childTask)
	if !isChild {
		os.Exit(m.Run())
	}
	if err := children[task](context.Background(), os.Getenv(childPath)); err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
}

// child is the command that runs a task. It is killed where it outlives the test.
func child(t *testing.T, task, path string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), childTask+"="+task, childPath+"="+path)
	return cmd
}

// start runs a child of the test binary and hands over each line it prints.
func start(t *testing.T, task, path string, line func(string)) *exec.Cmd {
	t.Helper()
	cmd := child(t, task, path)
	listen(t, cmd, line)
	return cmd
}

// listen runs a child to its end and hands over each line it prints.
func listen(t *testing.T, cmd *exec.Cmd, line func(string)) {
	t.Helper()
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	scanner := bufio.NewScanner(out)
	for scanner.Scan() {
		line(scanner.Text())
	}
	_ = cmd.Wait() // a killed child never ends well
}
