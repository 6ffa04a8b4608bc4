// Package envelope locks bytes with a passphrase, in files of age (https://age-encryption.org/v1), so that a
// flipped bit costs one piece of them and not all.
//
// [New] makes a key and [Parse] finds the one in a file; [Key.Seal] and [Key.Image] lock and unlock with it. A
// forgotten passphrase cannot be recovered by anyone.
//
// # Layout
//
// A file of version 2 is the name line, a front, the payload, and an end that repeats what nothing can be read
// without:
//
//	name      "stillnight-locked-diary/2\n"
//	front     size, CRC-32C (both 32 bits), then: id and stamp (16 bytes each), size of the payload (64 bits),
//	          size of the key box (32 bits), key box
//	payload   an age file, locked to the key in the key box
//	end       the front again; the first and the last bytes of the payload, each with size and CRC-32C;
//	          size of the end (32 bits) and "\nstillnight-end\n"
//
// The key box is an age file too: an X25519 identity, locked with the passphrase through scrypt. So the slow
// scrypt runs once on opening, and a save costs only the fast cipher. age encrypts a payload in chunks of
// 64 KiB that do not hang on each other; what lies before its first chunk, and the last chunk, without which
// its size cannot be proved, are there twice. The id and the stamp, new with each file, are in plain.
//
// A file of version 1 had the key box, with its size and CRC-32C, and the payload. It is still read.
package envelope
