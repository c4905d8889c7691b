import Foundation
import Report
import Testing

@Suite struct ResultTests {
    @Test func `a result is read as it was written`() throws {
        var sample = Sample(seed: 3)
        sample.seconds = 2
        var result = sample.result()
        result.deltas = .init(count: 4, latency: result.steps[0].latency, hdr: nil)
        result.driver = .init(cpuPercent: 50, lag: .init(p50: 0, p99: 0.1, max: 1))
        result.invariants = .init(checked: true, attempts: 9, broken: ["doubleOwner": 1])
        result.requirements = [.init(text: "hold.p99<1ms", value: nil, met: false)]
        result.errors = [
            .init(step: "hold", status: 409, code: "seats_unavailable", count: 3, expected: true)
        ]
        #expect(try LoadResult(json: result.json()) == result)
    }

    @Test func `names are those of the schema, and what was not measured is left out`() throws {
        var sample = Sample(seed: 3)
        sample.seconds = 1
        var result = sample.result()
        result.seats = nil
        result.seconds[0].p99 = nil
        let text = String(decoding: try result.json(), as: UTF8.self)
        for name in [
            #""schema":"seatgrid.load.result/1""#, "started_at", "duration_s", "warmup_s",
            "memory_bytes", "load_average", "shares_cores", "per_second", "latency_ms",
            "service_ms", #""p99.9":"#, "cpu_us_per_request", "rss_bytes",
        ] {
            #expect(text.contains(name), "\(name)")
        }
        for name in ["null", "seats\"", "delta_p99", "ramp_s", "users"] {
            #expect(!text.contains(name), "\(name)")
        }
    }

    @Test func `what is no result is refused with the place where it goes wrong`() throws {
        func refusal(_ text: String) -> String? {
            do {
                _ = try LoadResult(json: Data(text.utf8))
                return nil
            } catch { return error.description }
        }
        #expect(refusal("{") == "no JSON")
        #expect(refusal("{}")?.contains("is missing") == true)
        var sample = Sample(seed: 3)
        sample.seconds = 1
        let good = String(decoding: try sample.result().json(), as: UTF8.self)
        #expect(refusal(good) == nil)
        let newer = good.replacingOccurrences(of: "result/1", with: "result/2")
        #expect(refusal(newer)?.contains("result/2") == true)
        let wrong = good.replacingOccurrences(of: #""cores":2"#, with: #""cores":"two""#)
        #expect(refusal(wrong) == "'machine.cores' is of the wrong kind")
    }
}
