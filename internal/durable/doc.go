// Package durable writes files that outlive a crash and a power cut: under a name there is the old file or the new
// one, whole and on the disk, and never a part.
//
// Begin with [Write]. The package knows nothing of what is in the files; its errors are those of the system.
package durable
