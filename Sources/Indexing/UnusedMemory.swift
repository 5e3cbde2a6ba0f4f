internal import CProgram

/// What the C library keeps of memory that was let go.
package enum UnusedMemory {
  /// Goes back to the system from now on as soon as it is let go, in pieces of a megabyte, and what there is now at once: for work
  /// through which columns grow and what is made meanwhile goes. Each such piece costs a call of the system.
  package static func returnAtOnce() { cprogram_return_memory(1 << 20) }

  /// Stays up to 32 MB, so that answers find it there, and what is more goes back now.
  package static func returnMost() { cprogram_return_memory(32 << 20) }
}
