// Package secret keeps what a locked diary holds from staying behind where it can be read later: in a copy of the
// memory on the disk ([KeepNoCore]) and in memory that is no longer used ([Overwrite], [Sweep]).
//
// It can do nothing about what is still referred to, nor about memory of other libraries and of the system.
package secret
