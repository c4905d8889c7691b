import SeatGrid
import Testing

@testable import Gateway

struct BodyParsingTests {
    let plan = smallPlan()

    func hold(_ json: String) throws -> HoldBody {
        try HoldBody.parse(Array(json.utf8).span, plan: plan, limits: GatewayLimits())
    }

    func problem(_ json: String) -> Problem? {
        do {
            _ = try hold(json)
            return nil
        } catch { return error as? Problem }
    }

    @Test func `a hold names its seats`() throws {
        let body = try hold(#" {"seats" : ["A-1","B-10"], "ttl_ms":60000, "holder":"me"} "#)
        #expect(body.selection == .seats([SeatIndex(0), SeatIndex(19)]))
        #expect(body.ttl == 60_000)
        #expect(body.holder == "me")
    }

    @Test func `escapes in labels are read`() throws {
        let body = try hold(#"{"seats":["\u0041-1"]}"#)
        #expect(body.selection == .seats([SeatIndex(0)]))
    }

    @Test func `best available has all its fields`() throws {
        let body = try hold(
            #"{"best_available":{"count":3,"category":"silver","section":"Main","accessible":1,"together":true}}"#
        )
        let expected = BestAvailable(
            count: 3,
            category: 1,
            section: 0,
            accessible: 1,
            together: true
        )
        #expect(body.selection == .bestAvailable(expected))
    }

    @Test(arguments: [
        ("", ""), ("{", ""), ("[]", ""), ("null", ""), ("{}", ""),
        (#"{"seats":[]}"#, "/seats"),
        (#"{"seats":null}"#, "/seats"),
        (#"{"seats":"A-1"}"#, "/seats"),
        (#"{"seats":[1]}"#, "/seats/0"),
        (#"{"seats":["A-1","A-2","A-1"]}"#, "/seats/2"),
        (#"{"seats":["A-1"],"seats":["A-2"]}"#, "/seats"),
        (#"{"seats":["A-1"],"colour":1}"#, "/colour"),
        (#"{"seats":["A-1"],"a/b":1}"#, "/a~1b"),
        (#"{"seats":["A-1"],"ttl_ms":"60000"}"#, "/ttl_ms"),
        (#"{"seats":["A-1"],"ttl_ms":60000.5}"#, "/ttl_ms"),
        (#"{"seats":["A-1"],"ttl_ms":6e4}"#, "/ttl_ms"),
        (#"{"seats":["A-1"],"ttl_ms":999}"#, "/ttl_ms"),
        (#"{"seats":["A-1"],"ttl_ms":99999999999999999999}"#, "/ttl_ms"),
        (#"{"seats":["A-1"],"holder":""}"#, "/holder"),
        (#"{"seats":["A-1"],"replaces":7}"#, "/replaces"),
        (#"{"seats":["A-1"],"best_available":{"count":1}}"#, ""),
        (#"{"best_available":{}}"#, "/best_available/count"),
        (#"{"best_available":{"count":0}}"#, "/best_available/count"),
        (#"{"best_available":{"count":101}}"#, "/best_available/count"),
        (#"{"best_available":{"count":1,"category":"tin"}}"#, "/best_available/category"),
        (#"{"best_available":{"count":1,"section":"Roof"}}"#, "/best_available/section"),
        (#"{"best_available":{"count":1,"accessible":2}}"#, "/best_available/accessible"),
        (#"{"best_available":{"count":1,"together":1}}"#, "/best_available/together"),
        (#"{"best_available":{"count":1,"near":1}}"#, "/best_available/near"),
        (#"{"seats":["A-1"]} x"#, ""), (#"{"seats":["A-1",]}"#, ""),
        (#"{"seats":["A-1"],}"#, ""), (#"{'seats':["A-1"]}"#, ""),
        (#"{"seats":["\ud800"]}"#, ""), (#"{"seats":["\x"]}"#, ""),
        ("{\"seats\":[\"A-1\n\"]}", ""),
    ])
    func `a bad body says where it is bad`(json: String, pointer: String) {
        let answer = problem(json)
        #expect(answer?.code == .invalidRequest)
        #expect(answer?.errors.first?.pointer == pointer)
    }

    @Test func `more than a hundred seats are refused`() throws {
        let big = smallPlan(rows: 10, seats: 20)
        let labels = (0..<101).map { "\"\(big.label(of: SeatIndex($0)))\"" }
        let json = "{\"seats\":[\(labels.joined(separator: ","))]}"
        #expect(throws: Problem.self) {
            try HoldBody.parse(Array(json.utf8).span, plan: big, limits: GatewayLimits())
        }
    }

    @Test func `an unknown seat is only complained of in a good body`() {
        #expect(problem(#"{"seats":["Z-9"]}"#)?.code == .seatNotFound)
        #expect(problem(#"{"seats":["Z-9"],"x":1}"#)?.code == .invalidRequest)
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        var bytes = Array(#"{"seats":["A-"#.utf8)
        bytes += [0xff, 0xfe]
        bytes += Array(#""]}"#.utf8)
        #expect(throws: Problem.self) {
            try HoldBody.parse(bytes.span, plan: plan, limits: GatewayLimits())
        }
    }

    @Test func `a customer is kept as compact JSON`() throws {
        let json = #"{"reference":"r-1","customer":{ "name" : "A \" B", "n": [1, 2 , {} ] }}"#
        let body = try BookBody.parse(Array(json.utf8).span, limits: GatewayLimits())
        #expect(body.reference == "r-1")
        let customer = try #require(body.customer)
        #expect(String(decoding: customer, as: UTF8.self) == #"{"name":"A \" B","n":[1,2,{}]}"#)
    }

    @Test func `a customer nested too deep is refused`() {
        let deep = String(repeating: "{\"a\":", count: 40) + "1" + String(repeating: "}", count: 40)
        let json = "{\"reference\":\"r\",\"customer\":\(deep)}"
        #expect(throws: Problem.self) {
            try BookBody.parse(Array(json.utf8).span, limits: GatewayLimits())
        }
    }

    @Test func `extend and swap need their one field`() throws {
        let limits = GatewayLimits()
        #expect(try ExtendBody.parse(Array(#"{"ttl_ms":5000}"#.utf8).span, limits: limits) == 5_000)
        #expect(throws: Problem.self) {
            try ExtendBody.parse(Array("{}".utf8).span, limits: limits)
        }
        #expect(throws: Problem.self) {
            try SwapBody.parse(Array("{}".utf8).span, plan: plan, limits: limits)
        }
    }

    @Test func `a block needs seats and a reason, and may end`() throws {
        let json = #"{"seats":["A-1"],"reason":"broken","release_at":"2026-12-01T00:00:00Z"}"#
        let body = try BlockBody.parse(
            Array(json.utf8).span,
            plan: plan,
            limits: GatewayLimits(),
            unblock: false
        )
        #expect(body.until == WallTime(rawValue: 1_796_083_200_000))
        #expect(throws: Problem.self) {
            try BlockBody.parse(
                Array(json.utf8).span,
                plan: plan,
                limits: GatewayLimits(),
                unblock: true
            )
        }
    }
}
