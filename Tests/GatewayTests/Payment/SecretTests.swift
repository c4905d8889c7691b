import Foundation
import Testing

@testable import Gateway

@Suite struct SecretTests {
    @Test func `a secret shows itself to nobody who prints it`() throws {
        let secret = try #require(Secret("hunter2".utf8))
        var dumped = ""
        dump(secret, to: &dumped)
        dump([secret], to: &dumped)
        let basic = secret.basicCredentials(user: "rzp_test_1")
        let shown = "\(secret) \(String(reflecting: secret)) \(dumped) \(basic) \([secret])"
        #expect(!shown.contains("hunter2") && shown.contains("<secret>"))
        let pair = Data("rzp_test_1:hunter2".utf8).base64EncodedString()
        #expect(basic.reveal { String(decoding: $0, as: UTF8.self) } == "Basic \(pair)")
        #expect(!shown.contains(pair))
    }

    @Test func `secrets come from a variable, or from a file of its owner's alone`() throws {
        let file = NSTemporaryDirectory() + "secret-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data("  new one \r\n\n old one\n".utf8).write(to: URL(filePath: file))
        unsafe chmod(file, 0o600)
        let read = { (environment: [String: String]) in
            try SecretFile.secrets("KEY", in: environment)?.map { secret in
                secret.reveal { String(decoding: $0, as: UTF8.self) }
            }
        }
        #expect(try read(["KEY_FILE": file]) == ["new one", "old one"])
        #expect(try read(["KEY": "a\nb"]) == ["a", "b"])
        #expect(try read([:]) == nil)
        #expect(throws: SecretFile.Failure.self) { try read(["KEY": "a", "KEY_FILE": file]) }
        #expect(throws: SecretFile.Failure.self) { try read(["KEY": " \n"]) }
        #expect(throws: SecretFile.Failure.self) { try read(["KEY_FILE": file + "x"]) }
        unsafe chmod(file, 0o644)
        #expect {
            try read(["KEY_FILE": file])
        } throws: { error in
            let failure = error as? SecretFile.Failure
            return failure?.exitCode == 77 && failure?.description.contains("one") == false
        }
    }

    @Test func `a key is never sent in the clear over a network`() throws {
        let secret = try #require(Secret("s".utf8))
        let isAllowed = { (url: String) in
            (try? RazorpaySettings(
                keyID: "rzp_test_1",
                keySecret: secret,
                webhookSecrets: [],
                baseURL: url
            )) != nil
        }
        for url in [
            "https://api.razorpay.com", "https://api.razorpay.com/", "http://127.0.0.1:8080",
            "http://localhost", "http://[::1]:80", "https://proxy:8443",
        ] { #expect(isAllowed(url), "\(url)") }
        for url in [
            "http://api.razorpay.com", "http://127.0.0.1.evil.com", "http://localhost@evil.com",
            "http://127.0.0.1/x", "ftp://127.0.0.1", "https://", "", "https://a b",
            "http://[::1]evil.com", "https://a/b", "https://a?b", "https://a#b",
        ] { #expect(!isAllowed(url), "\(url)") }
    }

    @Test func `settings come from the environment`() throws {
        var environment = ["RAZORPAY_URL": "http://127.0.0.1:1/"]
        #expect(try RazorpaySettings.read(environment)?.keyID == nil)
        environment["RAZORPAY_KEY_ID"] = "rzp_test_1"
        #expect(throws: SecretFile.Failure.self) { try RazorpaySettings.read(environment) }
        environment["RAZORPAY_KEY_SECRET"] = "s"
        #expect(throws: SecretFile.Failure.self) { try RazorpaySettings.read(environment) }
        environment["RAZORPAY_WEBHOOK_SECRET"] = "w\nold"
        let settings = try #require(try RazorpaySettings.read(environment))
        #expect(settings.keyID == "rzp_test_1" && settings.webhookSecrets.count == 2)
        #expect(settings.baseURL == "http://127.0.0.1:1")
        environment["RAZORPAY_KEY_ID"] = "rzp/../x"
        #expect(throws: SecretFile.Failure.self) { try RazorpaySettings.read(environment) }
    }
}
