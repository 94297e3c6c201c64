import Complaints
import Foundation
import Shared
import Store
import Testing
import Tokens

@testable import ClockWorker

@Suite("Folder of anchors") struct AnchorFolderTests {
    private let key = SigningKey()
    private let place = FileManager.default.temporaryDirectory.appending(path: "anchors-\(UUID().uuidString)")

    private func anchor(_ number: Int, _ text: String) -> AnchorTable.Anchor {
        AnchorTable.Anchor(number: number, end: Instant(microseconds: 0), text: text, key: key.verificationKey)
    }

    private func read(_ number: Int) -> String? {
        FileManager.default.contents(atPath: place.appending(path: AnchorFile.name(of: number)).path)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("each anchor is a file, and the key another; what is missing is written, what is there stays")
    func kept() throws {
        defer { try? FileManager.default.removeItem(at: place) }
        var folder = try AnchorFolder(place.path)
        #expect(try folder.keep([anchor(1, "a"), anchor(2, "b")]) == [] && folder.known == 2)
        #expect(read(1) == "a\n" && read(2) == "b\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).count == 3)
        // Another copy of ClockWorker, and one whose store is an older copy that went on.
        var second = try AnchorFolder(place.path)
        #expect(try second.keep([anchor(1, "a"), anchor(2, "b"), anchor(3, "c")]) == [] && second.known == 3)
        var forked = try AnchorFolder(place.path)
        #expect(try forked.keep([anchor(1, "a"), anchor(2, "x"), anchor(3, "y"), anchor(4, "z")]) == [2, 3])
        #expect(forked.known == 1 && read(2) == "b\n" && read(4) == "z\n")
    }

    @Test("a folder that cannot be is told by the setting")
    func bad() throws {
        #expect { try AnchorFolder("/proc/none/anchors") } throws: { ($0 as? SettingError)?.key == "LAPOR_ANCHOR_DIR" }
    }

    @Test("names of files", arguments: [1, 12, 99_999_999, 100_000_000])
    func names(_ number: Int) {
        #expect(AnchorFile.number(in: AnchorFile.name(of: number)) == number)
        #expect(AnchorFile.number(in: "x" + AnchorFile.name(of: number)) == nil)
        #expect(
            AnchorFile.number(in: "anchor-\(number).jws")
                == (number > 99_999_999 || number == 99_999_999 ? number : nil))
        for other in ["anchor-.jws", "anchor--0000001.jws", "anchor-00000001.jws~", ".anchor-00000001.jws-3"] {
            #expect(AnchorFile.number(in: other) == nil)
        }
    }

    @Test("the key is a private one that others cannot read", arguments: [0o600, 0o400, 0o640, 0o644, 0o660, 0o602])
    func keys(_ mode: Int) throws {
        let file = place.appendingPathExtension("pem")
        try Data(key.pem.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        let environment = Environment(["LAPOR_ANCHOR_KEY_FILE": file.path])
        if [0o600, 0o400, 0o640].contains(mode) {
            #expect(try AnchorKey.read(environment)?.pem == key.pem)
        } else {
            #expect(throws: SettingError.self) { try AnchorKey.read(environment) }
        }
    }

    @Test("no key is no key, and what is none is told")
    func noKey() throws {
        #expect(try AnchorKey.read(Environment([:])) == nil)
        for path in ["/nowhere", "/proc", place.path] {
            #expect(throws: SettingError.self) { try AnchorKey.read(Environment(["LAPOR_ANCHOR_KEY_FILE": path])) }
        }
    }
}
