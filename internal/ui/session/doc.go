// Package session looks after which diary is open: the one that was asked for, a new one, the sample, one from another
// computer. It welcomes, asks for a passphrase, locks, leads to recovery, and closes. A diary that is open stays so
// until the next one is. How a diary is shown is the host's.
package session
