internal import Glibc

/// Whether a file may be trusted as one's own: nobody else, but for the machine's administrator, can have written it.
enum FileTrust {
  /// Why it may not, of the status of a file that is open; nil where it may. What is no regular file (a terminal, a pipe) is
  /// whoever's it says.
  static func doubt(_ status: stat) -> String? {
    if status.st_uid != geteuid(), status.st_uid != 0 { return "belongs to another user" }
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    if status.st_mode & S_IWOTH != 0 { return "may be written by everybody" }
    if status.st_mode & S_IWGRP != 0, !isAlone(status.st_uid, in: status.st_gid) {
      return "may be written by others of its group"
    }
    return nil
  }

  /// Whether a group has no member but this user: on many systems each user has one, and files are the group's to write.
  private static func isAlone(_ user: uid_t, in group: gid_t) -> Bool {
    guard let owner = getpwuid(user)?.pointee, let name = owner.pw_name, let found = getgrgid(group)?.pointee
    else { return false }
    let own = String(cString: name)
    var members = found.gr_mem
    while let member = members?.pointee {
      if String(cString: member) != own { return false }
      members = members?.advanced(by: 1)
    }
    // Members by their main group are listed nowhere else.
    setpwent()
    defer { endpwent() }
    var isMember = false
    while let entry = getpwent()?.pointee {
      guard entry.pw_gid == group else { continue }
      guard entry.pw_uid == user else { return false }
      isMember = true
    }
    return isMember
  }
}
