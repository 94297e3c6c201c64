import Figures

/// What each figure means: formula, unit, denominator, source.
package struct DefinitionList: ListResult {
    package struct Row: Encodable {
        var id: String
        var version: Int
        var title: String
        var formula: String
        var unit: String
        var denominator: String
        var source: String
    }

    package let rows = Measure.all.map {
        Row(
            id: $0.id, version: $0.version, title: $0.title, formula: $0.formula, unit: $0.unit.rawValue,
            denominator: $0.denominator, source: $0.source)
    }

    package init() {}

    package var text: String {
        return TextTable(
            [.figure, .version, .formula, .unit, .denominator], widest: 70,
            rows.map { [$0.id, $0.version, $0.formula, $0.unit, $0.denominator] }
        ).text
    }
}

/// What each figure means, as a page.
package enum DefinitionsPage {
    /// docs/definitions.md, without the last line end.
    package static var text: String {
        let known = Measure.groups.filter { $0.name != "all" }
        var parts = [introduction]
        var done: [Measure] = []
        for (name, measures) in known {
            parts.append("## Group `\(name)`\n\n" + rows(measures.filter { !done.contains($0) }))
            done += measures
        }
        parts.append("## Activity (`--view activity`)\n\n" + rows(Measure.activity))
        parts.append("## Deadlines (`--view deadlines`)\n\n" + rows(Measure.deadlines))
        return parts.joined(separator: "\n\n")
    }

    private static let introduction = """
        # Definitions

        Made by `lapor report definitions --markdown` from the program. Every figure that is printed is one of these. A figure \
        whose meaning changes gets a higher version; its name is never given to another.

        - Figures are counted from the event journal and from nothing else. Rows and sums are counted apart and compared \
        before anything is printed; a table whose parts do not sum is refused with the difference.
        - **Rounding**: to two decimals, halves away from zero. **Median**: of an even number the mean of the middle two. \
        **Percentile 90**: nearest rank, the smallest number of working days that 90 % did not exceed.
        - **Working days** are taken from the journal, where they were written by the calendar of that day.
        - A case belongs to the day of its submission in its own zone (cohort), an event to its own day there (activity), a \
        deadline to the day on which it fell due (deadlines). What was received (Diterima) is the cases themselves, so it is \
        as many as `jumlah`, by region, body and period; `lapor reconcile` compares both with the journals.
        - A deadline counts when it was kept or when it passed, with whoever had it. Of each case every body counts once for \
        each kind (verification, first reply, completion, answer to an objection or counter-question), however often the case is \
        closed and opened again, asked about or passed round: the first that was kept, or, once one is missed, that one in its \
        place. What routing does by itself keeps nobody's deadline. One whose case went elsewhere, was filed or merged before it \
        passed never fell due.
        - Lateness and objections stay with whom they arose: `--view deadlines` counts them there, and of the cases that a body \
        has now `terlambat_warisan` and `dibantah_warisan` are those that came to it so.
        - A period is marked "(muda)" until the deadlines to verify and to complete of all its cases have passed, but for \
        misuse of office: its rates will rise.
        - The body of a case is who must act or acted last. A case that is held for a body that cannot act counts at the \
        body that holds it, and there as waiting at the coordinator.
        - **As of** a moment: what the journal knew then. What happens later changes nothing in it.
        - The two rates are never printed without each other, nor the resolution rate without what officers and reporters \
        closed of it.
        """

    private static func rows(_ measures: [Measure]) -> String {
        let lines = measures.map {
            "| `\($0.id)` | \($0.version) | \($0.title) | \($0.formula) | \($0.unit.rawValue) "
                + "| \($0.denominator.isEmpty ? "–" : $0.denominator) | \($0.source) |"
        }
        return
            (["| id | version | name | formula | unit | denominator | source |", "|---|---|---|---|---|---|---|"]
            + lines)
            .joined(separator: "\n")
    }
}

/// Every figure for who watches over those who print it: its formula, how it is gamed, what shows that.
package enum OverseersPage {
    /// docs/overseers.md, without the last line end.
    package static var text: String {
        let groups: [(title: String, measures: [Measure])] = [
            ("Where cases stand", Measure.usual),
            ("How long it takes, and what is late", group("waktu")),
            ("What waits", group("tunggakan")),
            ("How cases end", group("akhir")),
            ("Whether ends hold, and what reporters say", group("bantahan")),
            ("Cohorts that have had all their time", group("matang")),
            ("Deadlines (`--view deadlines`)", Measure.deadlines),
            ("Events (`--view activity`)", Measure.activity.filter { $0.gaming != nil }),
        ]
        var done: [Measure] = []
        var parts = [introduction]
        for (title, measures) in groups {
            let fresh = measures.filter { !done.contains($0) }
            parts.append("## \(title)\n\n" + rows(fresh))
            done += fresh
        }
        return (parts + [survey]).joined(separator: "\n\n")
    }

    private static func group(_ name: String) -> [Measure] {
        Measure.groups.first { $0.name == name }?.measures ?? []
    }

    private static func rows(_ measures: [Measure]) -> String {
        let lines = measures.map { measure in
            let shown = measure.gaming.map { $0.shownBy.map { "`\($0)`" }.joined(separator: ", ") } ?? "–"
            return "| `\(measure.id)` | \(measure.formula) | \(measure.gaming?.attempt ?? "–") | \(shown) |"
        }
        return (["| figure | formula | how it can be gamed | what shows it |", "|---|---|---|---|"] + lines)
            .joined(separator: "\n")
    }

    private static let introduction = """
        # For overseers

        Made by `lapor report definitions --overseers` from the program. No figure stands alone: each can be made to look better \
        than the work is, and another shows it. [definitions.md](definitions.md) has units, denominators and sources.

        | question | what to type |
        |---|---|
        | Where do the cases of a province stand? | `lapor report --region 64` |
        | Is a printed rate what its words say? | `lapor report check "93 % terselesaikan" --period 2020 --region 64` |
        | Are deadlines kept, and by whom? | `lapor report --view deadlines --by body` |
        | How old is what waits? | `lapor report --by body --measures tunggakan` |
        | Who is better than others like them? | `lapor report rank`, by those whose time has passed, with n, interval and ranks |
        | Does it get quicker? | `lapor report trend --period month` |
        | What was it a year ago? | `lapor report years --by category,body,status` |
        | Do ends hold? | `lapor report --measures bantahan --by body` |
        | What did this look like when it was printed? | any of them with `--as-of` that day |
        | Do the figures follow from the journal? | `lapor reconcile` |

        Deadlines: a case counts once for each kind and body. Closing, opening and asking again add no kept ones; a later miss \
        takes the place of what was kept. Nobody gets credit for what routing does by itself.

        Three rules for reading them. A rate without its numerator and denominator says nothing. A cohort marked "(muda)" has not had \
        its time. Two bodies whose ranks overlap cannot be told apart.
        """

    private static let survey = """
        ## What the reporter says weeks later

        Where a rule for the clock `survey` says so (`lapor calendar rules add survey 20 --from DAY --note WHY`), the reporter is asked so many \
        working days after the closing whether it is really solved: `ditanya_kembali`, `menjawab_kembali` and \
        `persentase_tetap_selesai` count that apart from what they say of themselves. Without such a rule nobody is asked, and these \
        are 0. Who answers no objects, and the case goes on.
        """
}
