import Complaints
import Testing

@testable import Operator

@Suite("Files of bodies")
struct BodyFileTests {
    private let known = BodyFile.Known(
        parents: ["NASIONAL": nil, "64": "NASIONAL", "64.72": "64"], regions: ["64", "64.72"], duties: ["1.02"])

    private func read(_ text: String) -> (bodies: [Body], faults: [Phrase]) {
        BodyFile.read(Array(text.utf8), known: known)
    }

    @Test("columns in any order; empty is nothing; a body may come before the one above it")
    func reads() {
        let text = """
            name;code;kind;parent_code;duty_code;region_code
            UPT Puskesmas;64.72/P1;opd;64.72/1.02;;64.72
            Dinas Kesehatan; 64.72/1.02 ;opd;64.72;1.02;64.72
            """
        let (bodies, faults) = read(text)
        #expect(faults == [])
        #expect(
            bodies == [
                Body(
                    code: "64.72/P1", parentCode: "64.72/1.02", kind: .opd, name: "UPT Puskesmas", regionCode: "64.72"),
                Body(
                    code: "64.72/1.02", parentCode: "64.72", kind: .opd, name: "Dinas Kesehatan", regionCode: "64.72",
                    dutyCode: "1.02"),
            ])
    }

    @Test("each faulty line is named, all of them at once")
    func faults() {
        let text = """
            code,parent_code,kind,name,region_code,duty_code
            A,64,opd,Satu,99,
            B,C,opd,Dua,,9.99
            A,64,opd,Tiga,,
            D,64,dinas,Empat,,
            E,64,opd
            F,,opd,Enam,,
            ,64,opd,Tujuh,,
            G,64,opd,,,
            """
        #expect(
            read(text).faults.map(\.en) == [
                "line 2: there is no region 99", "line 3: there is no body C to be above it",
                "line 3: there is no duty 9.99", "line 4: A is in line 2 already",
                "line 5: kind must be one of national, ministry, agency, soe, province, regency, city, opd, inspectorate",
                "line 6: it has 3 fields, the header has 6",
                "line 7: parent_code is empty: only the national desk has nothing above it", "line 8: code is empty",
                "line 9: name is empty",
            ])
    }

    @Test("a body is never above itself, not even by way of what is there already")
    func circles() {
        let text = "code,parent_code,kind,name\n64,64.72,province,Kaltim\n"
        #expect(read(text).faults.map(\.en) == ["line 2: 64 is above itself"])
        #expect(read("code,parent_code,kind,name\nX,X,opd,X\n").faults.map(\.en) == ["line 2: X is above itself"])
    }

    @Test(
        "a header that cannot be worked with",
        arguments: [
            ("", "line 1: there is no header"), ("code,kind\n", "line 1: the header lacks name"),
            (
                "code,kind,name,colour\n",
                "line 1: the header has colour; known are code, parent_code, kind, name, short_name, region_code, duty_code"
            ),
            ("code,kind,name,name\n", "line 1: the header names a column twice"),
        ])
    func headers(_ text: String, _ fault: String) { #expect(read(text).faults.map(\.en) == [fault]) }
}
