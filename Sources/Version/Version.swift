package enum Version {
    /// The release, as in `CHANGELOG.md`.
    package static let number = "0.5.0"
    /// The commit that it was built from.
    package static let commit = Commit.name
    /// Release and commit: `0.5.0 (a12fd26d7)`.
    package static let text = "\(number) (\(commit))"
}
