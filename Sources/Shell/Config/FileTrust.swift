internal import Glibc
internal import Saving

/// Whether a file may be trusted as one's own: nobody else, but for the machine's administrator, can have written it.
enum FileTrust {
  /// Why it may not, of a file that was open; nil where it may. What is no regular file (a terminal, a pipe) is whoever's it
  /// says.
  static func doubt(_ access: TextFile.Access) -> String? {
    let status = access.status
    if status.st_uid != geteuid(), status.st_uid != 0 { return "belongs to another user" }
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    if status.st_mode & S_IWOTH != 0 { return "may be written by everybody" }
    guard status.st_mode & S_IWGRP != 0 else { return nil }
    // Whoever the list names may write as far as these bits go.
    if access.hasList { return "may be written by others on its access list" }
    return isAlone(status.st_uid, in: status.st_gid) ? nil : "may be written by others of its group"
  }

  /// Whether a group is this user's own: on many systems each user has one of the same name, and files are the group's to
  /// write. Another group that nobody else is in now is one that somebody may join.
  private static func isAlone(_ user: uid_t, in group: gid_t) -> Bool {
    guard let owner = getpwuid(user)?.pointee, let name = owner.pw_name, let found = getgrgid(group)?.pointee
    else { return false }
    let own = String(cString: name)
    guard let groupName = found.gr_name, String(cString: groupName) == own else { return false }
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
