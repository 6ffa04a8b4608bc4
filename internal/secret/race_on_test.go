//go:build race

package secret_test

// raced says that the race detector watches: functions leave nothing on their stacks then that could be looked for.
const raced = true
