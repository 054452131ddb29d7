import Console
import Glibc

/// Waits until one of some files changes.
///
/// The kernel says when something happens in their folders; a look at the files themselves then decides, also once a
/// second without being told, as some network folders tell nobody.
final class FileWatch {
    /// What of a file changes when it is saved, also by an editor that puts a new file in its place.
    private struct Stamp: Equatable {
        let device: UInt64
        let inode: UInt64
        let size: Int64
        let seconds: Int
        let nanoseconds: Int

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            device = UInt64(status.st_dev)
            inode = UInt64(status.st_ino)
            size = Int64(status.st_size)
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
        }
    }

    /// A file is read once it has stayed the same for so long: an editor may write it in parts.
    private static let quietMilliseconds: Int32 = 50
    private static let longestMilliseconds: Int32 = 1_000

    private let descriptor: Int32
    private var folders: Set<String> = []
    private var stamps: [String: Stamp?] = [:]

    init() { descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)) }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Forgets all files but these, and notes how they are now.
    func start(with files: [String]) {
        stamps = [:]
        files.forEach(add)
    }

    /// Notes how a file is now, just before it is read: a change while it is read is then not missed. What was noted of
    /// it since the start stays.
    func add(_ file: String) {
        guard !stamps.keys.contains(file) else { return }
        stamps.updateValue(Stamp(file), forKey: file)
        guard descriptor >= 0 else { return }
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? "."
        guard !folders.contains(folder) else { return }
        let events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE
        // A folder that is not there yet is tried again with the next run.
        if inotify_add_watch(descriptor, folder, UInt32(events)) >= 0 { folders.insert(folder) }
    }

    /// Waits for a change and gives the files that changed; `nil` when the person pressed ctrl-C.
    func changedFiles() -> [String]? {
        while !Terminals.isInterrupted {
            let changed = changes
            if !changed.isEmpty { return settle(changed) }
            wait(Self.longestMilliseconds)
        }
        return nil
    }

    private var changes: [String] { stamps.filter { Stamp($0.key) != $0.value }.map(\.key).sorted() }

    /// Waits until the files stay the same.
    private func settle(_ first: [String]) -> [String]? {
        var changed = first
        while !Terminals.isInterrupted {
            let before = stamps.keys.map { Stamp($0) }
            wait(Self.quietMilliseconds)
            guard before != stamps.keys.map({ Stamp($0) }) else {
                changed = Array(Set(changed).union(changes)).sorted()
                return changed
            }
        }
        return nil
    }

    private func wait(_ milliseconds: Int32) {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // Without a descriptor, poll only waits.
        guard poll(&request, 1, milliseconds) > 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 4096)
        while read(descriptor, &buffer, buffer.count) > 0 {}
    }
}
